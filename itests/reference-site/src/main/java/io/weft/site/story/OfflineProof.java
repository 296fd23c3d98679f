package io.weft.site.story;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Has a proof bundle verified, and tampered with, by Java processes of their own that know nothing but bundle and key. */
final class OfflineProof {

    private static final int PATIENCE_SECONDS = 300;

    private final String classPath;
    private final Path bundle;
    private final Path key;

    /** @param classPath where the verifier is */
    OfflineProof(String classPath, Path bundle, Path key) {
        this.classPath = classPath;
        this.bundle = bundle;
        this.key = key;
    }

    /** The verifier's own words, as a person sees them. */
    String verify(Findings findings) throws IOException, InterruptedException {
        Result result = run("io.weft.ledger.proof.Verify", bundle.toString(), "--key", key.toString());
        findings.expectEqual(0, result.exitCode(), "exit code of weft verify");
        return result.output();
    }

    /** The same by what is anchored on a channel: its receipt and the organizations' roots, and no key of the log's. */
    String verifyAnchored(Path receipt, Path organizations, Findings findings) throws IOException, InterruptedException {
        Result result = run("io.weft.fabric.receipt.VerifyWithReceipt", bundle.toString(), "--receipt", receipt.toString(),
                "--organizations", organizations.toString());
        findings.expectEqual(0, result.exitCode(), "exit code of weft verify with the receipt");
        return result.output();
    }

    /** {@code items}, {@code verified}, {@code flips}, {@code caught}. */
    @SuppressWarnings("unchecked")
    Map<String, Object> flip(long seed, Findings findings) throws IOException, InterruptedException {
        Result result = run(FlipCheck.class.getName(), bundle.toString(), key.toString(), Long.toString(seed));
        findings.expectEqual(0, result.exitCode(), "exit code of the bit flips with seed " + seed);
        try {
            String last = result.output().lines().reduce((first, second) -> second).orElse("");
            return (Map<String, Object>) CanonicalJson.read(last.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new IOException("the bit flips ended with: " + result.output(), e);
        }
    }

    private record Result(int exitCode, String output) {
    }

    private Result run(String main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp", classPath, main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(main + " did not end within " + PATIENCE_SECONDS + " s");
        }
        return new Result(process.exitValue(), output);
    }
}
