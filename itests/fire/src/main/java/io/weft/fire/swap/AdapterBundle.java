package io.weft.fire.swap;

import io.weft.fire.bundle.DroppedAdapter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes a bundle of {@link DroppedAdapter} and drops it into {@code deploy/}. */
final class AdapterBundle {

    static final String SYMBOLIC_NAME = "weft-fire-dropped-adapter";

    private static final String FILE = "fire-dropped-adapter.jar";

    private final Path home;

    AdapterBundle(Path home) {
        this.home = home;
    }

    static String version(int number) {
        return number + ".0.0";
    }

    /** The file appears, or is replaced, in one step. */
    void put(int number) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", SYMBOLIC_NAME);
        headers.putValue("Bundle-Version", version(number));
        headers.putValue("Bundle-Activator", DroppedAdapter.class.getName());
        headers.putValue("Import-Package", "io.weft.adapter,io.weft.event,io.weft.http,org.osgi.framework");
        Path draft = home.resolve("." + FILE);
        try (OutputStream file = Files.newOutputStream(draft); JarOutputStream entries = new JarOutputStream(file, manifest)) {
            for (String type : new String[] {"DroppedAdapter", "DroppedAdapter$Door"}) {
                String entry = DroppedAdapter.class.getPackageName().replace('.', '/') + "/" + type + ".class";
                entries.putNextEntry(new JarEntry(entry));
                try (InputStream code = DroppedAdapter.class.getClassLoader().getResourceAsStream(entry)) {
                    code.transferTo(entries);
                }
                entries.closeEntry();
            }
        }
        Files.move(draft, deployed(), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove() throws IOException {
        Files.delete(deployed());
    }

    private Path deployed() {
        return home.resolve("deploy").resolve(FILE);
    }
}
