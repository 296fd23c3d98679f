package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.CanonicalJson;
import io.weft.tamper.Tamper;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The short form of {@code weft tamper}: every changed bit is named, and the insider is not alone. */
class TamperIT {

    @Test
    void everyChangedBitIsNamedAndTheInsiderIsCaughtOutside() throws Exception {
        Path folder = Path.of(System.getProperty("weft.hubs")).resolve("tamper");
        Path report = folder.resolveSibling("tamper.json");
        PrintWriter out = new PrintWriter(System.out, true);
        int exitCode = new CommandLine(new Tamper()).setOut(out).setErr(out).execute("--trials", "400", "--whole", "100", "--lots", "3",
                "--cost", "0", "--ledger", "file", "--folder", folder.toString(), "--report", report.toString());
        Map<?, ?> told = (Map<?, ?>) CanonicalJson.read(Files.readAllBytes(report));
        assertEquals(0, exitCode, () -> String.valueOf(told.get("unmet")));
        Map<?, ?> tamper = (Map<?, ?>) told.get("tamper");
        assertEquals("400", tamper.get("trials").toString());
        assertEquals("400", tamper.get("caught").toString());
        assertEquals("400", tamper.get("named").toString());
        Map<?, ?> insider = (Map<?, ?>) told.get("insider");
        assertEquals("0", insider.get("hubAlone").toString());
        assertTrue((Boolean) insider.get("fileSink") && (Boolean) insider.get("witness"), insider::toString);
    }
}
