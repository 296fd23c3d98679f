package io.weft.fire.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one outage.
 *
 * @param lost           acknowledged messages, or events of them, that are not in the store
 * @param doubled        messages, events and anchors too many
 * @param without        documents acknowledged per second without the outage
 * @param with           and while it lasted
 * @param secondsToDrain from its end until the newest checkpoint of that moment was anchored and its receipt stored
 * @param anchors        in all of the time that was looked at, drained included
 * @param faults         what the sink said did not work
 * @param unknown        transactions of which the sink did not know for a while what became of them
 * @param resolved       of these, how many the channel holds; of the others an earlier or later one took the place
 * @param more           what this kind of outage tells beyond
 */
record OutageResult(String name, long lost, long doubled, double without, double with, double secondsToDrain, int anchors,
        List<String> faults, int unknown, long resolved, Map<String, Object> more) {

    double intakeRatio() {
        return without == 0 ? 0 : with / without;
    }

    /** For whoever watches. */
    String line() {
        return String.format("  %s: %.1f of %.1f documents/s (%.3f), drained after %.1f s, %d anchors, %d unknown, %d lost, %d doubled",
                name, with, without, intakeRatio(), secondsToDrain, anchors, unknown, lost, doubled);
    }

    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("name", name);
        report.put("lost", lost);
        report.put("doubled", doubled);
        report.put("intakeRatio", round(intakeRatio(), 3));
        report.put("secondsToDrain", round(secondsToDrain, 1));
        report.put("acknowledgedPerSecondWithout", round(without, 1));
        report.put("acknowledgedPerSecondWith", round(with, 1));
        report.put("anchors", anchors);
        report.put("unknown", unknown);
        report.put("resolved", resolved);
        report.put("faults", faults);
        report.putAll(more);
        return report;
    }

    static BigDecimal round(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
