package io.weft.decision.limits;

import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.event.Series;
import io.weft.event.Series.Measure;
import io.weft.event.Unit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The limits of one storage class.
 *
 * @param policy       id of the policy
 * @param gtins        14 digits each; empty for every GTIN
 * @param devices      whose readings count
 * @param low          lowest value that is in order, in {@code unit}
 * @param high         highest value that is in order, in {@code unit}
 * @param allowances   most ticks a lot may be exposed, exactly that many allowed, per rule in force; never empty
 * @param holdLastGood ticks that a good value counts unless the next comes earlier
 * @param hold         whether a violation holds the lot
 */
record Limits(String policy, SortedSet<String> gtins, Devices devices, Measure measure, Unit unit,
        Optional<BigDecimal> low, Optional<BigDecimal> high, Map<Rule, Long> allowances, long holdLastGood, boolean hold) {

    boolean concerns(String gtin) {
        return gtins.isEmpty() || gtins.contains(gtin);
    }

    /** Whether what a series says counts at all. */
    boolean counts(Series series) {
        return series.measure() == measure && devices.contain(series.device());
    }

    /** The limit that a rule is about; none for {@link Rule#UNKNOWN}. */
    Optional<BigDecimal> limit(Rule rule) {
        return switch (rule) {
            case ABOVE -> high;
            case BELOW -> low;
            case UNKNOWN -> Optional.empty();
        };
    }

    /** Whether so many ticks are more than a rule allows; a rule that is not in force allows any. */
    boolean exceeded(Rule rule, long total) {
        return allowances.containsKey(rule) && total > allowances.get(rule);
    }

    /** Everything that a verdict depends on, as a value for {@link CanonicalJson}. */
    Map<String, Object> asValue() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("policy", policy);
        value.put("gtins", List.copyOf(gtins));
        if (!devices.all()) {
            value.put("devices", devices.patterns());
        }
        value.put("measure", measure.uri());
        value.put("unit", unit.code());
        low.ifPresent(limit -> value.put("low", limit));
        high.ifPresent(limit -> value.put("high", limit));
        Map<String, Object> seconds = new LinkedHashMap<>();
        allowances.forEach((rule, ticks) -> seconds.put(rule.text(), Ticks.seconds(ticks)));
        value.put("allowanceSeconds", seconds);
        value.put("holdLastGoodSeconds", Ticks.seconds(holdLastGood));
        if (!hold) {
            value.put("hold", false);
        }
        return value;
    }

    /** Lower-case hexadecimal SHA-256 of {@link #asValue()}. */
    String digest() {
        return Digests.hex(Digests.sha256(CanonicalJson.write(asValue())));
    }
}
