package io.weft.decision.limits;

import io.weft.event.Series.Measure;
import io.weft.event.Unit;
import java.math.BigDecimal;

/**
 * Puts values of one measure on one scale without rounding. Temperatures become ninths of a degree Celsius, because
 * (f - 32) / 1.8 has no finite decimal form in general while 5 (f - 32) is exact; other measures are compared in one unit.
 */
final class Scale {

    private static final BigDecimal NINE = BigDecimal.valueOf(9);
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);
    private static final BigDecimal FREEZING_FAHRENHEIT = BigDecimal.valueOf(32);
    private static final BigDecimal FREEZING_KELVIN = new BigDecimal("273.15");

    private Scale() {
    }

    /** Whether values in the unit can be held against a limit in the other. */
    static boolean comparable(Measure measure, Unit limit, Unit values) {
        return limit.equals(values) || measure == Measure.TEMPERATURE && isTemperature(limit) && isTemperature(values);
    }

    /** Absolute temperatures by UNECE Rec 20: degree Celsius, degree Fahrenheit, kelvin. */
    static boolean isTemperature(Unit unit) {
        return switch (unit.code()) {
            case "CEL", "FAH", "KEL" -> true;
            default -> false;
        };
    }

    static BigDecimal exact(Measure measure, Unit unit, BigDecimal value) {
        if (measure != Measure.TEMPERATURE) {
            return value;
        }
        return switch (unit.code()) {
            case "CEL" -> value.multiply(NINE);
            case "FAH" -> value.subtract(FREEZING_FAHRENHEIT).multiply(FIVE);
            case "KEL" -> value.subtract(FREEZING_KELVIN).multiply(NINE);
            default -> throw new IllegalArgumentException("unit: '" + unit + "' is not CEL, FAH or KEL");
        };
    }
}
