package io.weft.ledger.proof;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.event.EvidenceClass;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import java.time.Instant;
import java.util.Set;

/**
 * The evidence of one event: a versioned envelope that commits to the event, each of its fields, the raw payload and the
 * mapping, and can be opened field by field.
 *
 * @param secret   32 random bytes of this event alone; whoever erases them makes the rest unguessable
 * @param envelope the log entry; its RFC 9162 leaf hash is {@link #leafHash()}
 */
public record EventEvidence(byte[] secret, byte[] envelope) {

    /**
     * @param secret 32 random bytes, never used before
     * @throws IllegalArgumentException if the secret has not 32 bytes
     */
    public static EventEvidence of(byte[] secret, MappedEvent event, RawMessage message, MessageId id, MappingRef mapping) {
        return of(secret, event.event().body(), event.event().eventTime(), event.classes(), message.payload(),
                message.receivedAt(), id, mapping);
    }

    static EventEvidence of(byte[] secret, byte[] body, Instant eventTime, Set<EvidenceClass> classes, byte[] payload,
            Instant receivedAt, MessageId id, MappingRef mapping) {
        Salts salts = new Salts(secret);
        EventEnvelope envelope = new EventEnvelope(EventCommitments.body(salts, body),
                EventCommitments.payload(salts, payload), evidenced(id), mapping, eventTime, receivedAt, classes,
                fields(salts, body));
        return new EventEvidence(secret, envelope.encode());
    }

    public byte[] leafHash() {
        return Merkle.leafHash(envelope);
    }

    /** A digest of the payload would let whoever sees the envelope test a guess, even after the secret is erased. */
    static String evidenced(MessageId id) {
        return switch (id.kind()) {
            case ENVELOPE, TRANSPORT -> id.canonical();
            case DIGEST -> new MessageId(id.instance(), id.kind(), id.epoch(), "").canonical();
        };
    }

    private static byte[] fields(Salts salts, byte[] body) {
        try {
            return EventCommitments.fields(salts, body);
        } catch (MalformedProofException e) {
            throw new IllegalArgumentException("an event's body is canonical JSON", e);
        }
    }
}
