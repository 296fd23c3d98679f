package io.weft.itests.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that run to their end. */
final class Commands {

    private Commands() {}

    /**
     * @return standard output
     * @throws IOException if it cannot be started, fails, or takes longer than the limit; with all it printed
     */
    static String run(Path folder, Map<String, String> environment, String input, Duration limit, List<String> command)
            throws IOException {
        try {
            // Files, not pipes: a full pipe would stall the program, and reading it could outlast the limit.
            Path in = Files.createTempFile("weft-command", ".in");
            Path out = Files.createTempFile("weft-command", ".out");
            Path err = Files.createTempFile("weft-command", ".err");
            try {
                Files.writeString(in, input, StandardCharsets.UTF_8);
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                if (!ended || process.exitValue() != 0) {
                    throw new IOException(command.get(0)
                            + (ended ? " ended with exit code " + process.exitValue() : " took longer than " + limit)
                            + "\n" + Files.readString(out) + Files.readString(err));
                }
                return Files.readString(out);
            } finally {
                Files.delete(in);
                Files.delete(out);
                Files.delete(err);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while running " + command.get(0), e);
        }
    }
}
