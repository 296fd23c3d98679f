package io.weft.fabric.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.proof.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, on the published bundle and a receipt of the checkpoint that it rests on. */
final class VerifyWithReceiptTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SampleChannel channel = new SampleChannel();
    private String bundle;
    private String receipt;
    private String organizations;

    @BeforeEach
    void write() throws Exception {
        bundle = Files.write(folder.resolve("lot.proof"), SampleCheckpoint.bundle()).toString();
        receipt = Files.write(folder.resolve("7.receipt"), new SampleReceipt(channel).bytes()).toString();
        organizations = SampleFiles.pins(channel, folder.resolve("organizations")).toString();
    }

    @Test
    void aBundleIsProvenByTheReceiptAloneOrByTheKeyAsWell() {
        assertEquals(0, run(bundle, "--receipt", receipt, "--organizations", organizations), this::printed);
        assertTrue(printed().startsWith("PROVEN\n  items     6 (3 events, 3 readings)\n  log       weft.example/site-a\n"),
                this::printed);
        assertTrue(printed().contains("  anchored  channel evidence, block 7, transaction "), this::printed);
        assertTrue(printed().contains("endorsed by Org1MSP and Org2MSP\n"), this::printed);
        assertEquals(0, run("--key", channel.checkpoint.verifierKey, "--organizations", organizations, bundle, "--receipt",
                receipt), this::printed);
        assertEquals(0, run(bundle, "--key", channel.checkpoint.verifierKey), this::printed);
    }

    @Test
    void aReceiptTellsWhatItProvesWithoutABundle() {
        assertEquals(0, run("--receipt", receipt, "--organizations", organizations, "--channel", "evidence", "--contract",
                "evidence", "--orderer", "OrdererMSP"), this::printed);
        assertTrue(printed().startsWith("ANCHORED\n  log       weft.example/site-a\n  size      7\n"), this::printed);
    }

    @Test
    void bothMustHold() throws Exception {
        VerifierKey other = VerifierKey.of("weft.example/site-a",
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        assertEquals(1, run(bundle, "--receipt", receipt, "--organizations", organizations, "--key", other.toString()));
        assertTrue(printed().startsWith("NOT PROVEN\n  checkpoint: is signed by another key"), this::printed);
        byte[] flipped = SampleCheckpoint.bundle();
        flipped[new String(flipped, StandardCharsets.ISO_8859_1).indexOf("OBSERVE")] = 'X';
        Files.write(Path.of(bundle), flipped);
        assertEquals(1, run(bundle, "--receipt", receipt, "--organizations", organizations));
        assertTrue(printed().contains("body does not match leaf"), this::printed);
    }

    @Test
    void aReceiptThatDoesNotHoldProvesNoBundle() {
        assertEquals(1, run(bundle, "--receipt", receipt, "--organizations", organizations, "--channel", "rehearsal"));
        assertEquals("NOT PROVEN\n  receipt: attested read: is of channel 'evidence', not 'rehearsal'\n", printed());
    }

    @Test
    void wrongUseSaysWhat() throws Exception {
        assertUsage("--organizations is not given", bundle, "--receipt", receipt);
        assertUsage("--receipt is not given", bundle, "--organizations", organizations);
        assertUsage("--receipt needs a value", bundle, "--receipt");
        assertUsage("--channel is given twice", "--channel", "a", "--channel", "b");
        assertUsage("cannot read", bundle, "--receipt", folder.resolve("none").toString(), "--organizations", organizations);
        assertUsage("'Other' of the orderers is not among [OrdererMSP, Org1MSP, Org2MSP]", "--receipt", receipt,
                "--organizations", organizations, "--orderer", "Other");
        assertUsage("none", "--receipt", receipt, "--organizations", folder.resolve("none").toString());
        assertUsage("neither --key nor --checkpoint is given", bundle);
        Files.writeString(Path.of(organizations).resolve("Org1MSP.pem"), "nonsense");
        assertUsage("does not hold certificates", "--receipt", receipt, "--organizations", organizations);
        assertEquals(0, run("--help"));
        assertTrue(printed().contains("--checkpoint ") && printed().contains("--receipt "), this::printed);
    }

    private void assertUsage(String reason, String... arguments) {
        assertEquals(2, run(arguments));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(reason), err::toString);
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return VerifyWithReceipt.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
