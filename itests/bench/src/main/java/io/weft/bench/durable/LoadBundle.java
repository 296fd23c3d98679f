package io.weft.bench.durable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** {@link IntakeLoad} as a bundle in the hub, and the line to it. */
final class LoadBundle implements AutoCloseable {

    private static final int PATIENCE_MILLISECONDS = 60_000;
    /** By name: the classes belong to the hub, and what they need of OSGi is not there outside. */
    private static final String PACKAGE = "io.weft.bench.durable.";
    private static final String ACTIVATOR = PACKAGE + "IntakeLoad";

    private final Path jar;
    private final ServerSocket listener;
    private final Socket socket;
    private final BufferedReader answers;
    private final PrintWriter asked;

    /** @param deploy the hub's folder of that name */
    LoadBundle(Path deploy) throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLISECONDS);
        jar = deploy.resolve("weft-bench-durable.jar");
        write(jar, listener.getLocalPort());
        socket = listener.accept();
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        asked = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    /** @return readings per second */
    double run(int callers, int readingsPerCommit, Duration length) throws IOException {
        socket.setSoTimeout((int) length.toMillis() + PATIENCE_MILLISECONDS);
        asked.println(callers + " " + readingsPerCommit + " " + length.toMillis());
        String answer = answers.readLine();
        if (answer == null || !answer.matches("\\d+ \\d+")) {
            throw new IOException("readings at intake: " + answer);
        }
        String[] parts = answer.split(" ");
        return Long.parseLong(parts[0]) * 1e9 / Long.parseLong(parts[1]);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(jar);
        socket.close();
        listener.close();
    }

    private static void write(Path jar, int port) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "weft-bench-durable");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Bundle-Activator", ACTIVATOR);
        headers.putValue("Import-Package", "io.weft.adapter,io.weft.event,org.osgi.framework");
        headers.putValue(IntakeLoad.PORT, Integer.toString(port));
        Path draft = jar.getParent().resolveSibling("." + jar.getFileName());
        try (OutputStream file = Files.newOutputStream(draft);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            for (String part : List.of(ACTIVATOR, PACKAGE + "Synthetic")) {
                String name = part.replace('.', '/') + ".class";
                entries.putNextEntry(new JarEntry(name));
                try (InputStream code = LoadBundle.class.getClassLoader().getResourceAsStream(name)) {
                    code.transferTo(entries);
                }
                entries.closeEntry();
            }
        }
        Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
    }
}
