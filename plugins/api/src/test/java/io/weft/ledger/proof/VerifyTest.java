package io.weft.ledger.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String bundle;
    private String key;

    @BeforeEach
    void writeBundle() throws Exception {
        bundle = Files.write(folder.resolve("lot.proof"), SampleBundle.bytes()).toString();
        key = SampleBundle.key().toString();
    }

    @Test
    void provenUnderAKeyAsTextOrFileAndUnderAPinnedCheckpoint() throws Exception {
        Path keyFile = Files.writeString(folder.resolve("log.pub"), key + "\n");
        Path checkpoint = Files.write(folder.resolve("7.checkpoint"), SampleBundle.note());
        for (List<String> anchor : List.of(List.of("--key", key), List.of("--key", keyFile.toString()),
                List.of("--checkpoint", checkpoint.toString()))) {
            out.reset();
            assertEquals(0, run(bundle, anchor.get(0), anchor.get(1)), err::toString);
            assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("PROVEN\n  items     6 (3 events, 3 readings)\n"
                    + "  log       weft.example/site-a\n  size      7\n"), out::toString);
        }
    }

    @Test
    void eachFailureIsPrintedByName() throws Exception {
        byte[] bytes = SampleBundle.bytes();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("OBSERVE");
        bytes[at] = 'X';
        Files.write(Path.of(bundle), bytes);
        assertEquals(1, run(bundle, "--key", key));
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("NOT PROVEN\n"));
        assertTrue(out.toString(StandardCharsets.UTF_8)
                .contains("    event urn:weft:event:1 (leaf 1): body does not match leaf\n"), out::toString);
    }

    @Test
    void aFileThatIsNoBundleIsNotProven() throws Exception {
        Files.writeString(Path.of(bundle), "{}");
        assertEquals(1, run(bundle, "--key", key));
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("NOT PROVEN\n  bundle: at byte 0"), out::toString);
    }

    @Test
    void wrongUseSaysWhat() {
        assertUsage("no bundle is given", "--key", key);
        assertUsage("a bundle cannot vouch for itself", bundle);
        assertUsage("--key needs a value", bundle, "--key");
        assertUsage("is no file, and verifier key: 'nonsense'", bundle, "--key", "nonsense");
        assertUsage("hash '00000000' is not that of name and key", bundle, "--key", key.replaceFirst("\\+[0-9a-f]{8}\\+",
                "+00000000+"));
        assertUsage("cannot read", bundle, "--checkpoint", folder.resolve("none").toString());
        assertUsage("'--lot' is not expected", bundle, "--lot");
        assertEquals(0, run("--help"));
    }

    private void assertUsage(String reason, String... arguments) {
        err.reset();
        assertEquals(2, run(arguments));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(reason), err::toString);
    }

    private int run(String... arguments) {
        return Verify.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
