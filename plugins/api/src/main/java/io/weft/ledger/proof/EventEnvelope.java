package io.weft.ledger.proof;

import io.weft.event.EvidenceClass;
import io.weft.mapping.MappingRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The log entry of an event, version 1 (docs/proof-format.md). It can be shown to anybody: what it says of the event and
 * of the payload cannot be guessed without the event's secret.
 *
 * @param body       commitment to the canonical event
 * @param payload    commitment to the raw message
 * @param message    canonical text of the message identity; for an identity that is a digest of the bytes without that
 *                   digest, because it would let a payload be guessed
 * @param eventTime  source's clock
 * @param receivedAt hub clock
 * @param fields     sorted digests of the fields, 32 bytes each
 */
record EventEnvelope(byte[] body, byte[] payload, String message, MappingRef mapping, Instant eventTime,
        Instant receivedAt, Set<EvidenceClass> classes, byte[] fields) {

    static final String TAG = "weft-event-v1";

    private static final String SUBJECT = "event envelope";

    byte[] encode() {
        return LengthPrefixed.encode(utf8(TAG), body, payload, utf8(message), utf8(mapping.id()), utf8(mapping.version()),
                Times.encode(eventTime), Times.encode(receivedAt), encode(classes), fields);
    }

    static EventEnvelope parse(byte[] bytes) throws MalformedProofException {
        ByteReader reader = new ByteReader(SUBJECT, bytes);
        reader.tag(TAG);
        byte[] body = reader.part("body", ByteReader.HASH_BYTES);
        byte[] payload = reader.part("payload", ByteReader.HASH_BYTES);
        String message = reader.text("message");
        MappingRef mapping = new MappingRef(reader.text("mapping id"), reader.text("mapping version"));
        Instant eventTime = reader.instant("eventTime");
        Instant receivedAt = reader.instant("receivedAt");
        Set<EvidenceClass> classes = classes(reader);
        byte[] fields = fields(reader);
        reader.end();
        return new EventEnvelope(body, payload, message, mapping, eventTime, receivedAt, classes, fields);
    }

    /** Unsigned 16 bit, big endian; bit {@code n - 1} stands for class {@code n}. */
    private static byte[] encode(Set<EvidenceClass> classes) {
        int bits = 0;
        for (EvidenceClass evidenceClass : classes) {
            bits |= 1 << evidenceClass.number() - 1;
        }
        return ByteBuffer.allocate(Short.BYTES).putShort((short) bits).array();
    }

    private static Set<EvidenceClass> classes(ByteReader reader) throws MalformedProofException {
        int start = reader.position();
        int bits = ByteBuffer.wrap(reader.part("classes", Short.BYTES)).getShort() & 0xFFFF;
        if (bits >= 1 << EvidenceClass.values().length) {
            throw reader.malformed(start, "classes has bits above class " + EvidenceClass.values().length);
        }
        Set<EvidenceClass> classes = EnumSet.noneOf(EvidenceClass.class);
        for (EvidenceClass evidenceClass : EvidenceClass.values()) {
            if ((bits >> evidenceClass.number() - 1 & 1) == 1) {
                classes.add(evidenceClass);
            }
        }
        return classes;
    }

    private static byte[] fields(ByteReader reader) throws MalformedProofException {
        int start = reader.position();
        byte[] fields = reader.part("fields");
        int hash = ByteReader.HASH_BYTES;
        if (fields.length % hash != 0) {
            throw reader.malformed(start, "fields has " + fields.length + " bytes, no multiple of " + hash);
        }
        for (int i = hash; i < fields.length; i += hash) {
            if (Arrays.compareUnsigned(fields, i - hash, i, fields, i, i + hash) >= 0) {
                throw reader.malformed(start, "fields are not sorted");
            }
        }
        return fields;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
