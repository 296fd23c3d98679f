package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.CanonicalJson;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@code weft tamper}, as {@code ./weft} calls it: every changed bit is named, and the insider is caught by
 * whoever is outside.
 */
class TamperIT {

    private static final int LIMIT_MINUTES = 15;

    @Test
    void everyChangedBitIsNamedAndTheInsiderIsCaughtOutside(@TempDir Path folder) throws Exception {
        Path report = folder.resolve("tamper.json");
        Path output = folder.resolve("tamper.log");
        Process tamper = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dweft.archive=" + System.getProperty("weft.distribution"), "-Dweft.root=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp", "tamper/target/lib/*:tamper/target/classes", "io.weft.tamper.Tamper",
                "--trials", "400", "--whole", "100", "--lots", "3", "--cost", "0", "--ledger", "file",
                "--folder", System.getProperty("weft.hubs") + "/tamper", "--report", report.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).redirectInput(new File("/dev/null")).start();
        try {
            assertTrue(tamper.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES), () -> "still at it: " + text(output));
            assertEquals(0, tamper.exitValue(), () -> text(output));
        } finally {
            tamper.destroy();
        }
        Map<?, ?> told = (Map<?, ?>) CanonicalJson.read(Files.readAllBytes(report));
        Map<?, ?> bits = (Map<?, ?>) told.get("tamper");
        for (String each : new String[] {"trials", "caught", "named"}) {
            assertEquals("400", bits.get(each).toString(), each);
        }
        Map<?, ?> insider = (Map<?, ?>) told.get("insider");
        assertEquals("0", insider.get("hubAlone").toString());
        assertTrue((Boolean) insider.get("fileSink") && (Boolean) insider.get("witness"), insider::toString);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
