package io.weft.fabric.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is not as Fabric made it is refused, and the refusal names part and rule. */
final class ReceiptAttacksTest {

    private static final SampleChannel CHANNEL = new SampleChannel();

    /** What the second verifier is tested with: the roots, a receipt, and each attack's. */
    private static final Path VECTORS = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/receipt-vectors");

    @BeforeAll
    static void writeVectors() throws Exception {
        SampleFiles.pins(CHANNEL, VECTORS.resolve("organizations"));
        Files.createDirectories(VECTORS.resolve("refused"));
        Files.write(VECTORS.resolve("sample.receipt"), new SampleReceipt(CHANNEL).bytes());
    }

    @TestFactory
    Stream<DynamicTest> everyAttackIsRefusedByItsRule() {
        return Attack.ALL.stream().map(attack -> dynamicTest(attack.name(), () -> {
            byte[] receipt = attack.maker().make(CHANNEL);
            Files.write(VECTORS.resolve("refused").resolve(attack.name() + ".receipt"), receipt);
            String refusal = refusal(CHANNEL, receipt);
            assertTrue(refusal != null && refusal.contains(attack.refusal()), refusal);
        }));
    }

    /** Those of a sample unless {@code -Dweft.flips=all}; the seed is printed, and {@code -Dweft.seed} repeats it. */
    @Test
    void everyFlippedBitIsCaughtAndNamed() throws Exception {
        byte[] bytes = new SampleReceipt(CHANNEL).bytes();
        int bits = bytes.length * Byte.SIZE;
        long seed = Long.getLong("weft.seed", 127_089L);
        boolean all = "all".equals(System.getProperty("weft.flips"));
        int[] flips = all ? IntStream.range(0, bits).toArray()
                : new SplittableRandom(seed).ints(3_000, 0, bits).toArray();
        Map<String, Integer> parts = new TreeMap<>();
        for (int bit : flips) {
            bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
            String refusal = refusal(CHANNEL, bytes);
            assertTrue(refusal != null && refusal.startsWith("receipt: "), "bit " + bit + ": " + refusal);
            parts.merge(refusal.split(": ")[1].replaceAll("[0-9]+", "n"), 1, Integer::sum);
            bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
        }
        System.out.println("flipped " + flips.length + " of " + bits + " bits (seed " + seed + "), all caught: " + parts);
    }

    @Test
    void whatIsCutOffIsNoReceipt() throws Exception {
        byte[] bytes = new SampleReceipt(CHANNEL).bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(MalformedProofException.class, () -> CHANNEL.verifier().verify(cut), () -> "cut to " + cut.length);
        }
    }

    /** Certificates end long before what they signed loses its worth: they are asked as of the time that the anchor claims. */
    @Test
    void certificatesThatExpiredSinceDoNotMatter() throws Exception {
        SampleChannel old = new SampleChannel(Instant.parse("2011-03-09T12:00:00Z"));
        assertEquals(old.time, old.verifier().verify(new SampleReceipt(old).bytes()).claimedTime());
    }

    @Test
    void theSameReceiptIsOfNoUseToWhoPinnedOthers() throws Exception {
        byte[] bytes = new SampleReceipt(CHANNEL).bytes();
        assertTrue(refusal(new SampleChannel(), bytes).contains("does not follow from what is pinned for OrdererMSP"));
        assertTrue(refusal(new ReceiptVerifier(CHANNEL.organizations(), "other", "evidence"), bytes).contains("is of channel"));
        assertTrue(refusal(new ReceiptVerifier(CHANNEL.organizations(), "evidence", "other"), bytes).contains("is of contract"));
    }

    @Test
    void organizationsThatAreOneAreNotPinnedAsTwo() {
        Map<String, Set<java.security.cert.X509Certificate>> pins = new HashMap<>();
        pins.put("OrdererMSP", Set.of(CHANNEL.ordererAuthority.root()));
        pins.put("Org1MSP", Set.of(CHANNEL.authority1.root()));
        assertPins(pins, "at least two are needed");
        pins.put("Org2MSP", Set.of(CHANNEL.authority1.root()));
        assertPins(pins, "have one certificate");
        pins.put("Org2MSP", Set.of());
        assertPins(pins, "'Org2MSP' has no certificate");
        pins.remove("OrdererMSP");
        assertPins(pins, "'OrdererMSP' of the orderers is not among");
    }

    private static void assertPins(Map<String, Set<java.security.cert.X509Certificate>> pins, String rule) {
        String message = assertThrows(IllegalArgumentException.class, () -> new PinnedOrganizations("OrdererMSP", pins))
                .getMessage();
        assertTrue(message.contains(rule), message);
    }

    private static String refusal(SampleChannel channel, byte[] receipt) {
        return refusal(channel.verifier(), receipt);
    }

    /** @return null if it is let through; whatever else is thrown is a fault */
    private static String refusal(ReceiptVerifier verifier, byte[] receipt) {
        try {
            verifier.verify(receipt);
            return null;
        } catch (MalformedProofException | InvalidProofException e) {
            return e.getMessage();
        }
    }
}
