package io.weft.tamper.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code weft witness} in a process of its own, which has its folder, the log's key and nothing else of the hub. */
public final class SecondParty {

    private static final int PATIENCE_SECONDS = 120;

    private final Path state;
    private final Path logKey;

    private SecondParty(Path state, Path logKey) {
        this.state = state;
        this.logKey = logKey;
    }

    /**
     * Makes its key.
     *
     * @param state  a folder that is not there yet
     * @param logKey file with the log's verifier key, which it was given long before
     */
    public static SecondParty settle(Path state, Path logKey) throws IOException, InterruptedException {
        SecondParty witness = new SecondParty(state, logKey);
        Said said = witness.run("init", "--name", "second-party.example/witness", "--state", state.toString());
        if (said.exitCode() != 0) {
            throw new IOException("weft witness init: " + said.words());
        }
        return witness;
    }

    /** @param exitCode 0 if all is well, 1 if an alarm was raised */
    public record Said(int exitCode, String words) {
    }

    /** Looks once at what a file sink's folder shows, and cosigns it or raises an alarm. */
    public Said look(Path folder) throws IOException, InterruptedException {
        return run("run", "--state", state.toString(), "--log", logKey.toString(), "--folder", folder.toString(), "--once");
    }

    private Said run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                System.getProperty("java.class.path"), "io.weft.witness.Witness"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("weft witness did not end within " + PATIENCE_SECONDS + " s: " + words);
        }
        return new Said(process.exitValue(), words);
    }
}
