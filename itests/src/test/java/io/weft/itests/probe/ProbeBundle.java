package io.weft.itests.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes a bundle of {@link CamelProbe} and its routes. */
public final class ProbeBundle {

    private ProbeBundle() {}

    /**
     * @param jar appears in one step, since the hub watches its folder
     * @param port on which the routes listen, 127.0.0.1
     */
    public static void write(Path jar, int port) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "weft-itest-probe");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Bundle-Activator", CamelProbe.class.getName());
        headers.putValue(
                "Import-Package",
                "org.apache.camel,org.apache.camel.karaf.core,org.apache.camel.spi,org.apache.camel.support,org.osgi.framework");

        String source = CamelProbe.class.getName().replace('.', '/') + ".class";
        String routes = new String(resource("probe/routes.yaml"), StandardCharsets.UTF_8);
        Path draft = jar.getParent().resolveSibling("." + jar.getFileName());
        try (OutputStream file = Files.newOutputStream(draft);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            add(entries, source, resource(source));
            add(entries, "routes.yaml", routes.replace("PORT", Integer.toString(port)).getBytes(StandardCharsets.UTF_8));
        }
        Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void add(JarOutputStream entries, String name, byte[] content) throws IOException {
        entries.putNextEntry(new JarEntry(name));
        entries.write(content);
        entries.closeEntry();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = ProbeBundle.class.getClassLoader().getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
