package io.weft.ledger.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.proof.BatchProof.ShownReading;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ProofAttacksTest {

    private final VerifierKey key;
    private final ProofBundle bundle;

    ProofAttacksTest() throws Exception {
        key = SampleBundle.key();
        bundle = SampleBundle.read();
    }

    @Test
    void eachFlippedBitOfABundleIsCaught() throws Exception {
        TrustAnchor anchor = new TrustAnchor.PinnedCheckpoint(SampleBundle.note());
        eachFlip(SampleBundle.bytes(), flipped -> failures(flipped, anchor));
    }

    /** Only the checkpoint is looked at differently under a key than under a pinned checkpoint. */
    @Test
    void eachFlippedBitOfACheckpointIsCaughtByItsKey() throws Exception {
        TrustAnchor anchor = new TrustAnchor.Key(key);
        eachFlip(bundle.checkpoint(), flipped -> failures(SampleBundle.bytes(new ProofBundle(flipped, bundle.payloads(),
                bundle.events(), bundle.batches())), anchor));
    }

    @Test
    void eachFlippedBitOfAnEventIsNamed() throws Exception {
        for (int i = 0; i < bundle.events().size(); i++) {
            int which = i;
            EventProof event = bundle.events().get(i);
            eachFlip(event.body(), flipped -> {
                List<String> failures = failures(with(which, new EventProof(event.payload(), event.evidence(), flipped,
                        event.index(), event.path())));
                assertTrue(failures.stream().anyMatch(failure -> failure.startsWith("event ")
                        && failure.contains("(leaf " + event.index() + "): body does not match leaf")), failures::toString);
                assertTrue(failures.stream().allMatch(failure -> failure.contains("(leaf " + event.index() + ")")));
                return failures;
            });
        }
        assertEquals(List.of("event urn:weft:event:2 (leaf 3): body does not match leaf",
                "event urn:weft:event:2 (leaf 3): fields do not match leaf"),
                failures(with(1, altered(bundle.events().get(1), "ADD", "DEL"))));
    }

    @Test
    void eachFlippedBitOfARawPayloadIsNamedWithEveryEventThatRestsOnIt() throws Exception {
        eachFlip(bundle.payloads().get(0), flipped -> {
            List<String> failures = failures(new ProofBundle(bundle.checkpoint(),
                    List.of(flipped, bundle.payloads().get(1)), bundle.events(), bundle.batches()));
            String message = "raw payload of message 8:http~erp,8:ENVELOPE,3:800,16:0000000000004711, does not match leaf";
            assertEquals(List.of("event urn:weft:event:1 (leaf 1): " + message,
                    "event urn:weft:event:2 (leaf 3): " + message), failures);
            return failures;
        });
    }

    @Test
    void eachFlippedBitOfAReadingIsNamed() throws Exception {
        BatchProof batch = bundle.batches().get(0);
        for (int i = 0; i < batch.readings().size(); i++) {
            int which = i;
            ShownReading reading = batch.readings().get(i);
            eachFlip(reading.reading(), flipped -> {
                List<ShownReading> readings = new ArrayList<>(batch.readings());
                readings.set(which, new ShownReading(reading.ordinal(), reading.leafHash(), flipped));
                List<String> failures = failures(with(new BatchProof(batch.evidence(), batch.index(), batch.path(), readings,
                        batch.hidden())));
                assertEquals(1, failures.size(), failures::toString);
                assertTrue(failures.get(0).startsWith("reading ") && failures.get(0).contains(reading.ordinal()
                        + " of batch 0192f0c1-7d2e-7000-8000-0123456789ab"), failures::toString);
                return failures;
            });
        }
        ShownReading first = batch.readings().get(0);
        byte[] warmer = first.reading().clone();
        warmer[warmer.length - 9] = '6';
        List<ShownReading> readings = new ArrayList<>(batch.readings());
        readings.set(0, new ShownReading(0, first.leafHash(), warmer));
        assertEquals(List.of("reading nsu=urn:example;s=Cold.T1@2026-03-01T12:00:00Z (0 of batch "
                        + "0192f0c1-7d2e-7000-8000-0123456789ab, opcua~cold-store): does not match its leaf"),
                failures(with(new BatchProof(batch.evidence(), batch.index(), batch.path(), readings, batch.hidden()))));
    }

    @Test
    void aReadingThatBringsItsOwnLeafHashDoesNotLeadToTheRoot() throws Exception {
        BatchProof batch = bundle.batches().get(0);
        byte[] warmer = batch.readings().get(0).reading().clone();
        warmer[warmer.length - 9] = '6';
        List<ShownReading> readings = new ArrayList<>(batch.readings());
        readings.set(0, new ShownReading(0, Merkle.leafHash(warmer), warmer));
        assertEquals(List.of("batch 0192f0c1-7d2e-7000-8000-0123456789ab: its readings do not lead to its root"),
                failures(with(new BatchProof(batch.evidence(), batch.index(), batch.path(), readings, batch.hidden()))));
    }

    @Test
    void aTruncatedBundleIsRefusedAtEveryLength() throws Exception {
        byte[] bytes = SampleBundle.bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThrows(MalformedProofException.class, () -> ProofBundle.read(truncated));
        }
    }

    @Test
    void anExtendedBundleIsRefused() throws Exception {
        byte[] bytes = SampleBundle.bytes();
        byte[] extended = Arrays.copyOf(bytes, bytes.length + 1);
        assertTrue(malformed(extended).endsWith("1 bytes too many"));
    }

    @Test
    void eventsInAnotherOrderAreRefused() throws Exception {
        List<EventProof> events = new ArrayList<>(bundle.events());
        Collections.swap(events, 0, 1);
        assertTrue(malformed(SampleBundle.bytes(withEvents(events))).contains("index 1 does not come after 3"));
    }

    @Test
    void anEventTwiceIsRefused() throws Exception {
        List<EventProof> events = new ArrayList<>(bundle.events());
        events.add(1, events.get(0));
        assertTrue(malformed(SampleBundle.bytes(withEvents(events))).contains("index 1 does not come after 1"));
    }

    @Test
    void readingsInAnotherOrderAreRefused() throws Exception {
        BatchProof batch = bundle.batches().get(0);
        List<ShownReading> readings = new ArrayList<>(batch.readings());
        Collections.swap(readings, 0, 1);
        assertTrue(malformed(SampleBundle.bytes(with(new BatchProof(batch.evidence(), batch.index(), batch.path(), readings,
                batch.hidden())))).contains("ordinal 0 does not come after 1"));
    }

    @Test
    void swappedLeavesAreNamed() throws Exception {
        EventProof first = bundle.events().get(0);
        EventProof second = bundle.events().get(1);
        List<EventProof> events = List.of(
                new EventProof(0, second.evidence(), second.body(), first.index(), first.path()),
                new EventProof(0, first.evidence(), first.body(), second.index(), second.path()),
                bundle.events().get(2));
        assertEquals(List.of("event urn:weft:event:2 (leaf 1): leaf 1 of 7 does not lead to the root of the tree",
                "event urn:weft:event:1 (leaf 3): leaf 3 of 7 does not lead to the root of the tree"),
                failures(withEvents(events)));
    }

    @Test
    void aSecretOfAnotherEventOpensNothing() throws Exception {
        EventProof event = bundle.events().get(0);
        byte[] secret = bundle.events().get(1).evidence().secret();
        assertEquals(3, failures(with(0, new EventProof(0, new EventEvidence(secret, event.evidence().envelope()),
                event.body(), event.index(), event.path()))).size());
    }

    @Test
    void anIndexThatIsNotBelowTheSizeIsRefused() throws Exception {
        EventProof event = bundle.events().get(2);
        for (long index : new long[] {7, 12, Long.MAX_VALUE}) {
            List<String> failures = failures(with(2, new EventProof(event.payload(), event.evidence(), event.body(), index,
                    event.path())));
            assertEquals(List.of("event urn:weft:event:3 (leaf " + index + "): index " + index
                    + " is not below the tree's size 7"), failures);
        }
    }

    @Test
    void aPathThatIsNotFullyConsumedIsRefused() throws Exception {
        EventProof event = bundle.events().get(0);
        List<byte[]> longer = new ArrayList<>(event.path());
        longer.add(new byte[32]);
        List<String> failures = failures(with(0, new EventProof(0, event.evidence(), event.body(), event.index(), longer)));
        assertEquals(List.of("event urn:weft:event:1 (leaf 1): inclusion path has 4 hashes, too many for leaf 1 of 7"),
                failures);
    }

    @Test
    void aHiddenSubtreeTooManyIsRefused() throws Exception {
        BatchProof batch = bundle.batches().get(0);
        List<byte[]> hidden = new ArrayList<>(batch.hidden());
        hidden.add(new byte[32]);
        assertEquals(List.of("batch 0192f0c1-7d2e-7000-8000-0123456789ab: more hidden subtrees than a batch of 5 has"),
                failures(with(new BatchProof(batch.evidence(), batch.index(), batch.path(), batch.readings(), hidden))));
    }

    @Test
    void aPayloadThatNoEventNamesIsRefused() throws Exception {
        List<byte[]> payloads = new ArrayList<>(bundle.payloads());
        payloads.add(new byte[] {1});
        assertTrue(malformed(SampleBundle.bytes(new ProofBundle(bundle.checkpoint(), payloads, bundle.events(),
                bundle.batches()))).endsWith("payload 2 is named by no event"));
    }

    @Test
    void anEmptyBundleProvesNothing() throws Exception {
        ProofBundle empty = new ProofBundle(bundle.checkpoint(), List.of(), List.of(), List.of());
        assertEquals(List.of("bundle: holds no event and no reading"), failures(empty));
    }

    @Test
    void anotherKeyOfTheSameOriginIsRefused() throws Exception {
        VerifierKey other = VerifierKey.of(key.name(),
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        assertEquals(List.of("checkpoint: is signed by another key of 'weft.example/site-a'"),
                failures(SampleBundle.bytes(), new TrustAnchor.Key(other)));
    }

    @Test
    void anotherOriginIsRefused() throws Exception {
        VerifierKey other = VerifierKey.of("weft.example/site-b", Ed25519.publicKey(
                Arrays.copyOfRange(StrictBase64.decode("key", key.toString().split("\\+", 3)[2]), 1, 33)));
        assertEquals(List.of("checkpoint: is signed by 'weft.example/site-a', not by 'weft.example/site-b'"),
                failures(SampleBundle.bytes(), new TrustAnchor.Key(other)));
    }

    @Test
    void aKeyThatSignsForTwoLogsCannotPassOneOffAsTheOther() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteSigner signer = new NoteSigner("weft.example/site-b", pair.getPrivate(), pair.getPublic());
        byte[] note = signer.sign(CheckpointText.read(bundle.checkpoint()));
        assertEquals(List.of("checkpoint: origin 'weft.example/site-a' is not the log 'weft.example/site-b' that the key "
                + "stands for"), failures(SampleBundle.bytes(new ProofBundle(note, bundle.payloads(), bundle.events(),
                bundle.batches())), new TrustAnchor.Key(signer.verifierKey())));
    }

    @Test
    void aValidCheckpointThatIsNotThePinnedOneIsRefused() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteSigner signer = new NoteSigner(key.name(), pair.getPrivate(), pair.getPublic());
        byte[] pinned = signer.sign(new CheckpointText(key.name(), 7, new byte[32]));
        assertEquals(List.of("checkpoint: is of 'weft.example/site-a' at size 7, not byte for byte the pinned one of "
                + "'weft.example/site-a' at size 7"),
                failures(SampleBundle.bytes(), new TrustAnchor.PinnedCheckpoint(pinned)));
    }

    @Test
    void aLineThatNobodyVouchesForIsRefused() throws Exception {
        NoteSignature stranger = new NoteSignature("stranger.example", new byte[100]);
        byte[] riding = signedAlsoBy(stranger);
        assertEquals(List.of("checkpoint: nothing that was given vouches for the signature of 'stranger.example' with key ID "
                + "00000000; give that key, too"), failures(riding, new TrustAnchor.Key(key)));
        TrustAnchor pinned = new TrustAnchor.PinnedCheckpoint(SampleBundle.note());
        assertEquals(1, failures(riding, pinned, new TrustAnchor.Key(key)).size());
    }

    @Test
    void theSameLineTwiceIsRefused() throws Exception {
        NoteSignature own = SignedNote.parse(SampleBundle.note()).signatures().get(0);
        byte[] twice = SampleBundle.bytes(new ProofBundle(
                (new String(SampleBundle.note(), StandardCharsets.UTF_8) + own).getBytes(StandardCharsets.UTF_8),
                bundle.payloads(), bundle.events(), bundle.batches()));
        assertThrows(MalformedProofException.class, () -> ProofVerifier.verify(twice, new TrustAnchor.Key(key)));
    }

    @Test
    void aPinThatAWitnessCosignedHoldsAsWell() throws Exception {
        Cosigner witness = new Cosigner("witness.example/w1", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        SignedNote note = SignedNote.parse(SampleBundle.note());
        byte[] cosigned = note.with(List.of(witness.cosign(CheckpointText.read(note), Instant.EPOCH.plusSeconds(1)))).encode();
        assertEquals(List.of(), failures(SampleBundle.bytes(), new TrustAnchor.PinnedCheckpoint(cosigned)));
    }

    private byte[] signedAlsoBy(NoteSignature line) throws Exception {
        byte[] note = SignedNote.parse(SampleBundle.note()).with(List.of(line)).encode();
        return SampleBundle.bytes(new ProofBundle(note, bundle.payloads(), bundle.events(), bundle.batches()));
    }

    @Test
    void aRootOfAnotherSpellingIsRefused() throws Exception {
        String note = new String(SampleBundle.note(), StandardCharsets.UTF_8);
        for (UnaryOperator<String> spelling : List.<UnaryOperator<String>>of(
                text -> text.replace("\n7\n", "\n07\n"), text -> text.replace("\n7\n", "\n+7\n"),
                text -> text.replace("=\n\n", "\n\n"), text -> text.replace("\n", "\r\n"))) {
            byte[] spelled = spelling.apply(note).getBytes(StandardCharsets.UTF_8);
            assertFalse(Arrays.equals(spelled, SampleBundle.note()));
            assertThrows(MalformedProofException.class, () -> CheckpointText.read(spelled));
        }
    }

    @Test
    void aClaimOfBillionsOfItemsCostsNoMemory() {
        byte[] bytes = Arrays.copyOf("weft-proof-bundle-v1\n\0\0\0\0\u007f\u007f\u007f\u007f"
                .getBytes(StandardCharsets.US_ASCII), 64);
        assertTrue(malformed(bytes).contains("payloads 2139062143 does not fit"));
    }

    private List<String> failures(ProofBundle altered) throws Exception {
        return failures(SampleBundle.bytes(altered), new TrustAnchor.PinnedCheckpoint(bundle.checkpoint()));
    }

    private static List<String> failures(byte[] bytes, TrustAnchor... anchor) {
        try {
            Verification verification = ProofVerifier.verify(bytes, anchor);
            assertEquals(verification.failures().isEmpty(), verification.proven());
            return verification.failures();
        } catch (MalformedProofException | InvalidProofException e) {
            return List.of(e.getMessage());
        }
    }

    private static String malformed(byte[] bytes) {
        return assertThrows(MalformedProofException.class, () -> ProofBundle.read(bytes)).getMessage();
    }

    private ProofBundle with(int which, EventProof event) {
        List<EventProof> events = new ArrayList<>(bundle.events());
        events.set(which, event);
        return withEvents(events);
    }

    private ProofBundle withEvents(List<EventProof> events) {
        return new ProofBundle(bundle.checkpoint(), bundle.payloads(), events, bundle.batches());
    }

    private ProofBundle with(BatchProof batch) {
        return new ProofBundle(bundle.checkpoint(), bundle.payloads(), bundle.events(), List.of(batch));
    }

    private static EventProof altered(EventProof event, String from, String to) {
        byte[] body = new String(event.body(), StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
        return new EventProof(event.payload(), event.evidence(), body, event.index(), event.path());
    }

    private static void eachFlip(byte[] bytes, Attempt attempt) throws Exception {
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            int which = bit;
            List<String> failures = attempt.failures(flipped);
            assertFalse(failures.isEmpty(), () -> "bit " + which + " can be flipped");
            assertTrue(failures.stream().allMatch(failure -> failure.matches(
                    "(?s)(event |batch |reading |checkpoint: |note: |bundle: ).+")), failures::toString);
        }
    }

    @FunctionalInterface
    private interface Attempt {

        List<String> failures(byte[] flipped) throws Exception;
    }
}
