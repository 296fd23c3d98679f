package io.weft.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An EPCIS 2.0 event, or a master data statement in the same envelope ({@link EventType#MASTER_DATA}): its canonical body and what the hub reads from it. Two events with one {@link #id()} are the same
 * event if and only if their {@link #contentDigest()} is the same.
 */
public final class Event {

    /** Deepest nesting of an event, so that any document that {@link CanonicalJson} reads can enclose it. */
    public static final int MAXIMUM_DEPTH = CanonicalJson.MAXIMUM_DEPTH - 16;

    /** Longest canonical body. */
    public static final int MAXIMUM_BYTES = 4 << 20;

    private final EventId id;
    private final EventType type;
    private final Instant eventTime;
    private final Optional<ErrorDeclaration> errorDeclaration;
    private final List<EventKey> keys;
    private final byte[] body;
    private final byte[] contentDigest;

    Event(EventId id, EventType type, Instant eventTime, Optional<ErrorDeclaration> errorDeclaration,
            List<EventKey> keys, byte[] body, byte[] contentDigest) {
        this.id = id;
        this.type = type;
        this.eventTime = eventTime;
        this.errorDeclaration = errorDeclaration;
        this.keys = keys;
        this.body = body;
        this.contentDigest = contentDigest;
    }

    /**
     * Reads an event from its JSON binding (EPCIS 2.0, 10). Every member that the source wrote is kept as written.
     *
     * @param epcis    the event object; a value as {@link CanonicalJson} describes it
     * @param fallback the identity to give if {@code eventID} is missing; it is then added to the body
     * @throws InvalidEventException naming every field that breaks a rule of EPCIS 2.0, code {@code INVALID_EVENT}; fields
     *                               as {@code quantityList[0].uom}
     */
    public static Event of(Map<String, ?> epcis, EventId fallback) throws InvalidEventException {
        return new EventReader(epcis).read(fallback);
    }

    public EventId id() {
        return id;
    }

    public EventType type() {
        return type;
    }

    /** When it happened, by the source's clock. */
    public Instant eventTime() {
        return eventTime;
    }

    public Optional<ErrorDeclaration> errorDeclaration() {
        return errorDeclaration;
    }

    /** Every key that the event can be found by, in the order of the body. */
    public List<EventKey> keys() {
        return keys;
    }

    /** Canonical JSON ({@link CanonicalJson}) of the whole event, UTF-8. Not copied: callers must not change it. */
    public byte[] body() {
        return body;
    }

    /** SHA-256 of the canonical body without {@code recordTime}, which says when a repository learned of the event. */
    public byte[] contentDigest() {
        return contentDigest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Event event && java.util.Arrays.equals(body, event.body);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return type.epcisName() + " " + id;
    }
}
