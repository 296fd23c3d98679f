package io.weft.ledger.check;

import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.MappingRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An event's row, its place, and what it rests on.
 *
 * @param record        number of the record
 * @param declaration   error declaration time as text; empty for the event itself
 * @param eventTime     microseconds; what is finer is cut off
 * @param recordTime    microseconds; what is finer is cut off
 * @param classes       numbers as stored
 * @param message       receipt of the message, or the decision's id
 * @param source        the message or the decision; empty if there is none of that id
 * @param place         where it stands in the tree; empty while it waits
 * @param pending       the leaf hash that waits for a place; empty if none does
 */
public record EventRow(long record, String eventId, String declaration, String type, Instant eventTime, Instant recordTime,
        List<Integer> classes, UUID message, MappingRef mapping, byte[] contentDigest, String hash, String hashVersion,
        byte[] body, EventEvidence evidence, Optional<Source> source, Optional<Place> place, Optional<byte[]> pending) {

    /** Name in findings. */
    public String name() {
        return declaration.isEmpty() ? eventId : eventId + "@" + declaration;
    }

    /**
     * What an event rests on.
     *
     * @param table         {@code message} or {@code decision}
     * @param payloadDigest SHA-256 of the bytes that are stored, reckoned now
     * @param identity      canonical text of the message's identity; of a decision, empty
     * @param receivedAt    when the message came, or the decision was made; microseconds
     * @param intact        whether the payload's digest that stands beside it fits; true if none does
     */
    public record Source(String table, byte[] payloadDigest, Optional<String> identity, Instant receivedAt, boolean intact) {
    }

    /**
     * A place in the tree.
     *
     * @param classes that stand there for counting; bit n - 1 for class n
     */
    public record Place(String origin, long index, int classes) {
    }
}
