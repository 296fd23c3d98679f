package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.CanonicalJson;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench, in short: it runs to its end, tells every figure, and nothing is lost or doubled. No figure is asserted. */
class BenchIT {

    private static final int LIMIT_MINUTES = 15;

    @Test
    void everyFigureIsThereAndNothingIsLost(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("bench.json");
        Path output = folder.resolve("bench.log");
        Process bench = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dweft.archive=" + System.getProperty("weft.distribution"),
                "-cp", System.getProperty("java.class.path"), "io.weft.bench.Bench",
                "--seconds", "2", "--rounds", "1", "--leaves", "1000000", "--folder", System.getProperty("weft.hubs") + "/bench",
                "--report", report.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).redirectInput(new File("/dev/null")).start();
        try {
            assertTrue(bench.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES), () -> "still at it: " + text(output));
            assertEquals(0, bench.exitValue(), () -> text(output));
        } finally {
            bench.destroy();
        }
        Map<?, ?> figures = (Map<?, ?>) CanonicalJson.read(Files.readAllBytes(report));
        for (String key : new String[] {"ratios.map", "ratios.documents", "documents.perSecond", "bootSeconds", "rssMegabytes",
                "cost.proofBytes", "cost.verifyMillis"}) {
            assertTrue(figure(figures, key).signum() > 0, key);
        }
        assertEquals(BigDecimal.ZERO, figure(figures, "documents.lost"));
        assertEquals(BigDecimal.ZERO, figure(figures, "documents.doubled"));
    }

    private static BigDecimal figure(Map<?, ?> figures, String key) {
        Object value = figures;
        for (String part : key.split("\\.")) {
            value = value instanceof Map<?, ?> object ? object.get(part) : null;
        }
        assertTrue(value instanceof BigDecimal, () -> key + " is missing in " + figures);
        return (BigDecimal) value;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
