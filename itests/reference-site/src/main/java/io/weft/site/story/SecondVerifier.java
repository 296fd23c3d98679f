package io.weft.site.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The verifier in another language, which shares no line with the hub; only where Node and the source are there. */
final class SecondVerifier {

    private static final Pattern ITEMS = Pattern.compile("items +(\\d+) ");
    private static final int PATIENCE_SECONDS = 300;

    private final Path program;

    SecondVerifier(Path root) {
        this.program = root.resolve("verifiers/javascript/weft-verify.mjs");
    }

    /** {@code items}, {@code verified}; empty if it cannot run here. */
    Optional<Map<String, Object>> verify(Path bundle, Path key, Findings findings) throws IOException, InterruptedException {
        if (!Files.isReadable(program) || !hasNode()) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder("node", program.toString(), bundle.toString(), "--key", key.toString())
                .redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(program + " did not end within " + PATIENCE_SECONDS + " s");
        }
        findings.expectEqual(0, process.exitValue(), "exit code of the second verifier: " + output);
        Matcher items = ITEMS.matcher(output);
        long count = items.find() ? Long.parseLong(items.group(1)) : 0;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("items", count);
        result.put("verified", process.exitValue() == 0 ? count : 0L);
        return Optional.of(result);
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
