package io.weft.decision.limits;

import java.math.BigDecimal;

/**
 * The last good value of a series. A source may give two values for one tick; both count, each against its own limit, so
 * that the order in which they arrive does not matter.
 *
 * @param time    source time in ticks
 * @param lowest  lowest value of that tick, in the series' unit
 * @param highest highest value of that tick, in the series' unit
 */
record Held(long time, BigDecimal lowest, BigDecimal highest) {

    static Held of(long time, BigDecimal value) {
        return new Held(time, value, value);
    }

    Held with(BigDecimal value) {
        return new Held(time, lowest.min(value), highest.max(value));
    }
}
