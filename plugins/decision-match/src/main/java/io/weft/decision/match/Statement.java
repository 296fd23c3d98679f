package io.weft.decision.match;

import io.weft.event.EventId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What one document says of one item of an order.
 *
 * @param event    that says it
 * @param at       when it happened, by the source's clock
 * @param item     canonical Digital Link of the GTIN, without lot
 * @param lot      canonical Digital Link of the lot; empty where the document names none
 * @param quantity exact, in {@code unit}
 * @param unit     UNECE Rec 20; empty for a count (EPCIS 2.0, 7.3.3.3)
 * @param expiry   what the same document says of the lot's expiry, as written
 */
public record Statement(Kind kind, EventId event, Instant at, String item, Optional<String> lot, BigDecimal quantity,
        String unit, Optional<String> expiry) {

    /** In the order in which they happen. */
    public enum Kind { ORDER, DESPATCH, RECEIPT }

    Measure measure() {
        return Measure.of(unit);
    }

    /** In the base unit of its measure, so that kilograms and grams can be compared. */
    BigDecimal amount() {
        return quantity.multiply(Measure.factor(unit));
    }

    /** The lot where it is named, else the item. */
    String subject() {
        return lot.orElse(item);
    }
}
