package io.weft.ledger.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.MessageId;
import io.weft.event.EvidenceClass;
import io.weft.event.Reading;
import io.weft.mapping.MappingRef;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The vectors were made by another implementation, in another language, from docs/proof-format.md. */
class PublishedVectorsTest {

    @Test
    void eventEvidence() throws Exception {
        List<String[]> lines = Vectors.lines("event-evidence.txt");
        int events = 0;
        for (int i = 0; i < lines.size(); ) {
            assertEquals("event", lines.get(i++)[0]);
            int end = i;
            while (end < lines.size() && !lines.get(end)[0].equals("event")) {
                end++;
            }
            checkEvent(lines.subList(i, end));
            i = end;
            events++;
        }
        assertEquals(3, events);
    }

    @Test
    void batchEvidence() throws Exception {
        List<String[]> lines = Vectors.lines("batch-evidence.txt");
        List<Reading> readings = readings(lines);
        for (String[] line : all(lines, "reading")) {
            byte[] encoded = ReadingBytes.encode(reading(line));
            assertHex(line[5], encoded);
            assertHex(line[6], Merkle.leafHash(encoded));
            assertEquals(reading(line), ReadingBytes.parse(encoded));
        }
        BatchEvidence evidence = BatchEvidence.of(UUID.fromString(one(lines, "batch")), one(lines, "instance"),
                Instant.parse(one(lines, "receivedAt")), readings);
        assertHex(one(lines, "root"), BatchEnvelope.parse(evidence.envelope()).root());
        assertHex(one(lines, "envelope"), evidence.envelope());
        assertHex(one(lines, "leafHash"), evidence.leafHash());
    }

    @Test
    void checkpoint() throws Exception {
        List<String[]> lines = Vectors.lines("checkpoint.txt");
        VerifierKey key = VerifierKey.parse(one(lines, "verifierKey"));
        byte[] note = Vectors.bytes(one(lines, "note"));
        CheckpointText text = CheckpointText.verify(note, key);
        assertEquals(one(lines, "origin"), text.origin());
        assertEquals(7, text.size());
        assertHex(one(lines, "root"), text.root());

        NoteSigner signer = new NoteSigner(text.origin(),
                KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(Vectors.bytes(one(lines, "pkcs8")))),
                Ed25519.publicKey(Vectors.bytes(one(lines, "publicKey"))));
        assertEquals(one(lines, "verifierKey"), signer.verifierKey().toString());
        assertArrayEquals(note, signer.sign(text));
    }

    @Test
    void bundle() throws Exception {
        byte[] bytes = SampleBundle.bytes();
        Verification verification = ProofVerifier.verify(bytes, new TrustAnchor.Key(SampleBundle.key()),
                new TrustAnchor.PinnedCheckpoint(SampleBundle.note()));
        assertEquals(List.of(), verification.failures());
        assertTrue(verification.proven());
        assertEquals(3, verification.events());
        assertEquals(3, verification.readings());

        ProofBundle read = ProofBundle.read(bytes);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        read.write(again);
        assertArrayEquals(bytes, again.toByteArray());

        BatchProof shown = read.batches().get(0);
        List<Reading> readings = readings(Vectors.lines("batch-evidence.txt"));
        BatchProof made = BatchProof.of(shown.evidence(), new InclusionProof(shown.index(), 7, shown.path()), readings,
                BitSet.valueOf(new long[] {0b1011}));
        assertEquals(hex(shown.hidden()), hex(made.hidden()));
    }

    private static void checkEvent(List<String[]> lines) throws Exception {
        byte[] secret = Vectors.bytes(one(lines, "secret"));
        byte[] body = Vectors.bytes(one(lines, "body"));
        byte[] payload = Vectors.bytes(one(lines, "payload"));
        MappingRef mapping = new MappingRef(one(lines, "mapping"), one(lines, "version"));
        Instant eventTime = Instant.parse(one(lines, "eventTime"));
        Instant receivedAt = Instant.parse(one(lines, "receivedAt"));
        Set<EvidenceClass> classes = EnumSet.noneOf(EvidenceClass.class);
        if (!one(lines, "classes").equals("-")) {
            Arrays.stream(one(lines, "classes").split(",")).map(Integer::valueOf).map(EvidenceClass::of)
                    .forEach(classes::add);
        }
        MessageId id = one(lines, "message").contains("DIGEST")
                ? new MessageId("http~wms", MessageId.Kind.DIGEST, "", "not evidenced")
                : new MessageId("http~erp", MessageId.Kind.ENVELOPE, "800", "0000000000004711");
        EventEvidence evidence = EventEvidence.of(secret, body, eventTime, classes, payload, receivedAt, id, mapping);

        EventEnvelope envelope = EventEnvelope.parse(evidence.envelope());
        assertEquals(one(lines, "message"), envelope.message());
        assertEquals(mapping, envelope.mapping());
        assertEquals(eventTime, envelope.eventTime());
        assertEquals(receivedAt, envelope.receivedAt());
        assertEquals(classes, envelope.classes());
        assertHex(one(lines, "bodyCommitment"), envelope.body());
        assertHex(one(lines, "payloadCommitment"), envelope.payload());
        checkFields(lines, new Salts(secret), body);
        assertHex(one(lines, "envelope"), evidence.envelope());
        assertHex(one(lines, "leafHash"), evidence.leafHash());
    }

    private static void checkFields(List<String[]> lines, Salts salts, byte[] body) throws Exception {
        List<String[]> expected = all(lines, "field");
        List<String> actual = new ArrayList<>();
        CanonicalFields.walk(body, (pointer, pointerLength, start, length) -> {
            byte[] salt = salts.field(pointer, pointerLength);
            byte[] path = Arrays.copyOf(pointer, pointerLength);
            byte[] value = Arrays.copyOfRange(body, start, start + length);
            byte[] digest = EventCommitments.field(salt, path, value);
            actual.add(String.join(" ", "field", hex(path), hex(value), hex(salt), hex(digest)));
        });
        assertEquals(expected.stream().map(line -> String.join(" ", line)).toList(), actual);
    }

    private static List<Reading> readings(List<String[]> lines) {
        return all(lines, "reading").stream().map(PublishedVectorsTest::reading).toList();
    }

    private static Reading reading(String[] line) {
        return new Reading(new String(Vectors.bytes(line[1]), StandardCharsets.UTF_8), Long.parseLong(line[2]),
                line[3].equals("-") ? Optional.empty() : Optional.of(new BigDecimal(line[3])), Long.parseLong(line[4]));
    }

    private static String one(List<String[]> lines, String name) {
        List<String[]> found = all(lines, name);
        assertEquals(1, found.size(), name);
        return found.get(0)[1];
    }

    private static List<String[]> all(List<String[]> lines, String name) {
        return lines.stream().filter(line -> line[0].equals(name)).toList();
    }

    private static void assertHex(String expected, byte[] actual) {
        assertEquals(expected, hex(actual));
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(PublishedVectorsTest::hex).toList();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
