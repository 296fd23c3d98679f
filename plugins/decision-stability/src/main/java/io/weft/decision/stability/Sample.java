package io.weft.decision.stability;

import java.math.BigDecimal;

/**
 * A temperature and how long it held.
 *
 * @param celsius exact, as it was measured
 * @param ticks   of 100 ns, more than 0
 */
record Sample(BigDecimal celsius, long ticks) {
}
