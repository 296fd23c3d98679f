package io.weft.decision.match;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a site tolerates.
 *
 * @param patience         how long after the latest document what is missing may still come
 * @param tolerancePercent of a quantity; 0: they must be equal
 */
public record Terms(Duration patience, BigDecimal tolerancePercent) {

    public Terms {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience: '" + patience + "' must not be negative");
        }
        if (tolerancePercent.signum() < 0) {
            throw new IllegalArgumentException("tolerancePercent: '" + tolerancePercent + "' must not be negative");
        }
    }
}
