package io.weft.event;

/**
 * Identity of an EPCIS event (EPCIS 2.0, 7.4.1 {@code eventID}).
 *
 * @param uri the source's own eventID exactly as written, or the one derived by {@link #derived}
 */
public record EventId(String uri) implements Comparable<EventId> {

    public EventId {
        if (uri.isBlank()) {
            throw new IllegalArgumentException("eventID: '" + uri + "' is blank");
        }
    }

    /**
     * The identity of an event whose source gave none: the same message, replay and position give the same identity.
     *
     * @param message the canonical text of the message identity ({@code MessageId.canonical()})
     * @param replay  0 for the first mapping of the message, then 1, 2, ...
     * @param ordinal position of the event in the mapping's result, from 0
     */
    public static EventId derived(String message, int replay, int ordinal) {
        byte[] name = (message + "\n" + replay + "\n" + ordinal).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new EventId("urn:weft:event:" + Digests.hex(Digests.sha256(name)));
    }

    @Override
    public int compareTo(EventId other) {
        return uri.compareTo(other.uri);
    }

    @Override
    public String toString() {
        return uri;
    }
}
