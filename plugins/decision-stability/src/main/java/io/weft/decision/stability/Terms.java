package io.weft.decision.stability;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a material may bear.
 *
 * @param freezing   at or below it the material is frozen, and a mean kinetic temperature says nothing about it
 * @param low        below it an excursion is listed, since the mean hides it
 * @param allowances by temperature
 * @param longest    a reading holds no longer than so many ticks; what is beyond is unknown
 */
record Terms(BigDecimal freezing, BigDecimal low, List<Allowance> allowances, long longest) {
}
