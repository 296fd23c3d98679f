package io.weft.ledger.proof;

import io.weft.event.EvidenceClass;
import io.weft.mapping.MappingRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An event's envelope and the secret that opens it: what it says, and whether bytes are those that it commits to. */
public final class EventOpening {

    private final EventEnvelope envelope;
    private final Salts salts;

    /**
     * @throws MalformedProofException  if the envelope is not one in its one form
     * @throws IllegalArgumentException if the secret has not 32 bytes
     */
    public EventOpening(EventEvidence evidence) throws MalformedProofException {
        this.envelope = EventEnvelope.parse(evidence.envelope());
        this.salts = new Salts(evidence.secret());
    }

    /** Canonical text of the message's identity; of one that is a digest, without the digest. */
    public String message() {
        return envelope.message();
    }

    public MappingRef mapping() {
        return envelope.mapping();
    }

    public Instant eventTime() {
        return envelope.eventTime();
    }

    public Instant receivedAt() {
        return envelope.receivedAt();
    }

    public Set<EvidenceClass> classes() {
        return envelope.classes();
    }

    /** Whether this is the canonical event. */
    public boolean isBody(byte[] body) {
        return MessageDigest.isEqual(EventCommitments.body(salts, body), envelope.body());
    }

    /** @param digest SHA-256 of the raw payload */
    public boolean isPayload(byte[] digest) {
        return MessageDigest.isEqual(EventCommitments.payloadOfDigest(salts, digest), envelope.payload());
    }

    /**
     * Fields of a canonical event that the envelope does not commit to, as JSON Pointers.
     *
     * @throws MalformedProofException if it is not canonical JSON
     */
    public List<String> foreignFields(byte[] body) throws MalformedProofException {
        Set<String> committed = new HashSet<>();
        for (int i = 0; i < envelope.fields().length; i += ByteReader.HASH_BYTES) {
            committed.add(key(Arrays.copyOfRange(envelope.fields(), i, i + ByteReader.HASH_BYTES)));
        }
        List<String> foreign = new ArrayList<>();
        EventCommitments.eachField(salts, body, (pointer, digest) -> {
            if (!committed.contains(key(digest))) {
                foreign.add(pointer);
            }
        });
        return foreign;
    }

    /** How many fields it commits to. */
    public int fields() {
        return envelope.fields().length / ByteReader.HASH_BYTES;
    }

    private static String key(byte[] digest) {
        return new String(digest, StandardCharsets.ISO_8859_1);
    }
}
