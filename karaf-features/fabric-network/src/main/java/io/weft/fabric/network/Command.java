package io.weft.fabric.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one of Fabric's programs to its end. Its output is kept in a file, and the last of it told if it fails. */
record Command(List<String> words, Map<String, String> environment, Path output) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TOLD = 800;

    Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** @throws FabricException if it ends with another status than 0, or not in a minute */
    void run() throws IOException, InterruptedException, FabricException {
        Files.createDirectories(output.getParent());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new FabricException(name() + " has not ended after " + PATIENCE.toSeconds() + " s; see " + output);
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            String said = Files.readString(output).strip();
            throw new FabricException(name() + " failed: " + said.substring(Math.max(0, said.length() - TOLD)));
        }
    }

    private String name() {
        return Path.of(words.get(0)).getFileName() + (words.size() > 1 ? " " + words.get(1) : "");
    }
}
