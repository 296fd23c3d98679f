package io.weft.thread.postgres;

import java.time.Instant;

/**
 * That an event put something into something, or took it out, at a time.
 *
 * @param child  {@link #ALL_CHILDREN} if the event names none and so means all (EPCIS 2.0, 7.4.3 and 7.4.6)
 * @param action {@code ADD}, {@code OBSERVE} or {@code DELETE}
 */
record Containment(String eventId, String parent, String child, Instant eventTime, String type, String action) {

    static final String ALL_CHILDREN = "";

    boolean adds() {
        return action.equals("ADD");
    }

    boolean deletes() {
        return action.equals("DELETE");
    }

    boolean association() {
        return type.equals("ASSOCIATION");
    }
}
