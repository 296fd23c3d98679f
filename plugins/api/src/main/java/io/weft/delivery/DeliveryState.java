package io.weft.delivery;

/** The way of a delivery. All states survive a crash. */
public enum DeliveryState {
    /** Committed, not yet attempted, or to be attempted again. */
    WAITING,
    /** The counterpart accepted it. Final where no confirmation is expected. */
    ACCEPTED,
    /** An event of the counterpart's own, received through intake, cites it. Final. */
    CONFIRMED,
    /** The counterpart refused it, or its outbound mapping cannot write it; waits for a person. */
    REFUSED,
    /** A person decided, with a reason, that the counterpart shall not learn of it from the hub. Final. */
    SKIPPED
}
