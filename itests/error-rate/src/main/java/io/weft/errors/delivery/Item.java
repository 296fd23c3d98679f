package io.weft.errors.delivery;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A trade item and the buyer's numbers for it.
 *
 * @param gtin     14 digits
 * @param material the buyer's number; since {@code renumbered}, if that is there
 * @param former   the number before, which is withdrawn or names another item since
 */
public record Item(String gtin, String material, String former, Optional<LocalDate> renumbered) {

    /** The number that is right on a day. */
    public String material(LocalDate day) {
        return stale(day) ? material : renumbered.isPresent() ? former : material;
    }

    /** Whether the former number is wrong by then. */
    public boolean stale(LocalDate day) {
        return renumbered.filter(from -> !day.isBefore(from)).isPresent();
    }
}
