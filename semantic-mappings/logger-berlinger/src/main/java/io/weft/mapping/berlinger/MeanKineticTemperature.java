package io.weft.mapping.berlinger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The single temperature at which as much would have degraded as over all those measured (USP &lt;1079.2&gt;, ICH Q1A):
 * activation energy over gas constant is 10,000 K, each reading weighs as long as it stood for.
 */
final class MeanKineticTemperature {

    private static final double ACTIVATION_KELVIN = 10_000;
    private static final double ZERO_CELSIUS = 273.15;

    /** @param seconds that the temperature stood for; more than 0 */
    record Weighed(double celsius, double seconds) {
    }

    private MeanKineticTemperature() {
    }

    /** In degrees Celsius, to two places. */
    static BigDecimal of(List<Weighed> readings) {
        double sum = 0;
        double seconds = 0;
        for (Weighed reading : readings) {
            sum += reading.seconds() * Math.exp(-ACTIVATION_KELVIN / (reading.celsius() + ZERO_CELSIUS));
            seconds += reading.seconds();
        }
        double kelvin = ACTIVATION_KELVIN / -Math.log(sum / seconds);
        return BigDecimal.valueOf(kelvin - ZERO_CELSIUS).setScale(2, RoundingMode.HALF_EVEN);
    }
}
