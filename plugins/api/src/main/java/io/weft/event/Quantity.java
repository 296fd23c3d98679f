package io.weft.event;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An exact amount.
 *
 * @param value exact decimal value
 * @param unit  empty for a count of instances (EPCIS 2.0, 7.3.3.3: no {@code uom})
 */
public record Quantity(BigDecimal value, Optional<Unit> unit) {
}
