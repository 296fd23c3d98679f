package io.weft.decision.match;

import io.weft.event.EventId;
import java.util.List;

/**
 * A disagreement.
 *
 * @param subject canonical identifier of the lot or item; empty if it is about the order as a whole
 * @param detail  both values, for a person
 * @param events  that disagree
 */
public record Finding(Code code, String subject, String detail, List<EventId> events) {

    /** What disagrees. */
    public enum Code {
        /** Goods were despatched or received for an order that nobody told. */
        NO_ORDER,
        /** Goods were received that nobody despatched. */
        NO_DESPATCH,
        /** Nothing was received in time. */
        NO_RECEIPT,
        /** An item that the order does not name. */
        NOT_ORDERED,
        /** A lot or item was received that the despatch advice does not name. */
        NOT_DESPATCHED,
        /** A lot or item was despatched and not received in time. */
        NOT_RECEIVED,
        /** More than was ordered or despatched, or in the end less. */
        QUANTITY,
        /** Units that do not measure the same. */
        UNIT,
        /** Despatch advice and receipt give one lot two expiry dates. */
        EXPIRY,
        /** Despatched before it was ordered, or received before it was despatched. */
        TIME,
        /** One mapping told the same fact in two messages; it counts once. */
        TOLD_TWICE
    }
}
