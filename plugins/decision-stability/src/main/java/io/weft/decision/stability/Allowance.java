package io.weft.decision.stability;

import java.math.BigDecimal;

/** How long a lot may be above a temperature, over all its legs; ticks of 100 ns. */
record Allowance(BigDecimal above, long ticks) {
}
