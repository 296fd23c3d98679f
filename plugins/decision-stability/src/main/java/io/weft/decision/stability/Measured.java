package io.weft.decision.stability;

import java.math.BigDecimal;

/** A reading, exact: ticks of source time and degrees Celsius. */
record Measured(long time, BigDecimal celsius) {
}
