package io.weft.bench.opcua;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Starts {@link LoadProcess} and tells it what to publish. */
final class ServerLine implements AutoCloseable {

    private static final int END_PATIENCE_SECONDS = 10;

    private final Process process;
    private final PrintWriter asked;
    private final BufferedReader answers;
    private final String endpoint;

    ServerLine(int items, Path trustFolder, String user, String password, Path certificate) throws IOException {
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g",
                "-cp", System.getProperty("java.class.path"), LoadProcess.class.getName(), Integer.toString(items),
                trustFolder.toString(), user, password, certificate.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        asked = new PrintWriter(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        endpoint = answer();
    }

    String endpoint() {
        return endpoint;
    }

    long monitoredItems() throws IOException {
        asked.println("items");
        return Long.parseLong(answer());
    }

    /** Publishes one value of each item per period. @return values published since the start */
    long publish(int rounds, Duration period) throws IOException {
        asked.println(rounds + " " + period.toNanos() / 1_000);
        return Long.parseLong(answer());
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the OPC UA server's process has ended");
        }
        return line;
    }

    @Override
    public void close() {
        asked.close();
        try {
            if (!process.waitFor(END_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
