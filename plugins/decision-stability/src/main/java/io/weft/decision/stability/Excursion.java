package io.weft.decision.stability;

import java.math.BigDecimal;

/** A stretch below the low limit, in ticks of source time, and its coldest value. */
record Excursion(long from, long to, BigDecimal lowest) {
}
