package io.weft.decision.stability;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The one temperature at which a material would have aged as much as at those it had (USP &lt;1079&gt;): each temperature weighs by
 * its rate of degradation after Arrhenius and by the time that it held. With equal times it is the plain form over samples.
 */
final class MeanKineticTemperature {

    /** Activation energy over gas constant, 83.144 kJ/mol over 8.3144 J/(mol K). */
    static final double ACTIVATION_KELVIN = 10_000;
    private static final double ZERO_CELSIUS = 273.15;

    private MeanKineticTemperature() {
    }

    /** Degrees Celsius; empty without samples. Nothing is rounded before the end. */
    static OptionalDouble of(List<Sample> samples) {
        if (samples.isEmpty()) {
            return OptionalDouble.empty();
        }
        double coldest = samples.stream().mapToDouble(MeanKineticTemperature::kelvin).min().orElseThrow();
        double weighted = 0;
        double ticks = 0;
        for (Sample sample : samples) {
            // Relative to the coldest, so that no exponent is so small that its digits are lost.
            weighted += sample.ticks() * Math.exp(ACTIVATION_KELVIN / coldest - ACTIVATION_KELVIN / kelvin(sample));
            ticks += sample.ticks();
        }
        return OptionalDouble.of(
                ACTIVATION_KELVIN / (ACTIVATION_KELVIN / coldest - Math.log(weighted / ticks)) - ZERO_CELSIUS);
    }

    private static double kelvin(Sample sample) {
        return sample.celsius().doubleValue() + ZERO_CELSIUS;
    }
}
