package io.weft.decision.match;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What a unit measures. Only units of the same measure can be compared; one that is not listed can be compared with
 * itself alone.
 *
 * @param name {@code mass}, {@code volume}, {@code count}, or the unit's own code
 */
record Measure(String name) {

    private record Scale(String measure, String factor) {
    }

    /** UNECE Rec 20; factors are exact by definition (pound and ounce: avoirdupois). */
    private static final Map<String, Scale> SCALES = Map.ofEntries(
            Map.entry("", new Scale("count", "1")), Map.entry("H87", new Scale("count", "1")),
            Map.entry("EA", new Scale("count", "1")), Map.entry("C62", new Scale("count", "1")),
            Map.entry("MGM", new Scale("mass", "0.001")), Map.entry("GRM", new Scale("mass", "1")),
            Map.entry("KGM", new Scale("mass", "1000")), Map.entry("TNE", new Scale("mass", "1000000")),
            Map.entry("LBR", new Scale("mass", "453.59237")), Map.entry("ONZ", new Scale("mass", "28.349523125")),
            Map.entry("MLT", new Scale("volume", "0.001")), Map.entry("LTR", new Scale("volume", "1")),
            Map.entry("MTQ", new Scale("volume", "1000")));

    static Measure of(String unit) {
        Scale scale = SCALES.get(unit);
        return new Measure(scale == null ? unit : scale.measure());
    }

    static BigDecimal factor(String unit) {
        Scale scale = SCALES.get(unit);
        return scale == null ? BigDecimal.ONE : new BigDecimal(scale.factor());
    }
}
