package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The verifier in another language, against the vectors that both share. */
class SecondVerifierTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent().resolve("verifiers/javascript");

    @Test
    void agreesWithTheVectorsAndCatchesEveryFlippedBit() throws Exception {
        assumeTrue(isThere(), "node is not on the path: the second verifier is not tested");
        Process process = new ProcessBuilder("node", "--test").directory(FOLDER.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "node --test goes on");
        assertEquals(0, process.exitValue(), output);
        assertTrue(output.contains("fail 0") && !output.contains("pass 0"), output);
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
