package io.weft.delivery;

/** What came of an attempt. */
public sealed interface DeliveryAnswer {

    /** @param reference the counterpart's own reference; empty if it gave none */
    record Accepted(String reference) implements DeliveryAnswer {
    }

    /** The counterpart read it and will not have it: repeating the same bytes is pointless. */
    record Refused(String reason) implements DeliveryAnswer {
    }

    /** No connection, no answer in time, or a passing fault: it may or may not have arrived, and is repeated. */
    record Unanswered(String reason) implements DeliveryAnswer {
    }
}
