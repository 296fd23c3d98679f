package io.weft.errors;

import io.weft.errors.fault.Fault;
import io.weft.errors.fault.Scenario;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the run came to, for programs and for people. */
final class Report {

    /** Of all records; wanted is 0.5 %, today's practice 15 %. */
    static final BigDecimal GOAL = new BigDecimal("0.0005");

    private static final String ROW = "%-24s %9s %8s %10s %7s   %8s %10s %7s%n";

    private final Outcome hub;
    private final Outcome baseline;

    Report(Outcome hub, Outcome baseline) {
        this.hub = hub;
        this.baseline = baseline;
    }

    /** Whether the goal is met without crying wolf. */
    boolean met() {
        return hub.undetectedRate().compareTo(GOAL) <= 0 && hub.falseAlarms().isEmpty();
    }

    Map<String, Object> json(Scenario scenario, long seed) {
        Map<String, Object> json = new LinkedHashMap<>(json(hub));
        json.put("seed", seed);
        json.put("deliveries", scenario.deliveries().size());
        json.put("messages", scenario.sent().size());
        json.put("goal", GOAL);
        json.put("met", met());
        json.put("baseline", json(baseline));
        return json;
    }

    private static Map<String, Object> json(Outcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kinds", outcome.kinds().stream().map(Report::json).toList());
        json.put("records", outcome.records());
        json.put("undetectedRate", outcome.undetectedRate());
        json.put("undetectedRatePlausible", outcome.undetectedRatePlausible());
        json.put("falseAlarms", outcome.falseAlarms().size());
        json.put("wrongWithoutFault", outcome.wrongWithoutFault().size());
        return json;
    }

    private static Map<String, Object> json(Tally tally) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", tally.kind().title());
        json.put("plausible", tally.kind().plausible());
        json.put("injected", tally.injected());
        json.put("caught", tally.caught());
        json.put("corrected", tally.corrected());
        json.put("passed", tally.passed());
        json.put("reports", tally.reports());
        return json;
    }

    void print(PrintWriter out) {
        out.printf(ROW, "", "", "hub", "", "", "baseline", "", "");
        out.printf(ROW, "kind", "injected", "caught", "corrected", "passed", "caught", "corrected", "passed");
        List<Tally> plain = baseline.kinds();
        for (int i = 0; i < plain.size(); i++) {
            Tally tally = hub.kinds().get(i);
            out.printf(ROW, tally.kind().title(), tally.injected(), tally.caught(), tally.corrected(), tally.passed(),
                    plain.get(i).caught(), plain.get(i).corrected(), plain.get(i).passed());
        }
        out.println();
        print(out, "hub", hub);
        print(out, "baseline", baseline);
        for (Fault fault : hub.passed()) {
            out.println("passed: " + fault.kind().title() + ", delivery " + fault.row() + ", " + fault.document() + ": " + fault.change());
        }
        hub.falseAlarms().forEach(alarm -> out.println("false alarm: delivery " + alarm));
        hub.wrongWithoutFault().forEach(row -> out.println("stored wrongly without a fault: delivery " + row));
        out.println((met() ? "met: " : "NOT MET: ") + percent(hub.undetectedRate()) + " of records wrong and unnoticed, goal "
                + percent(GOAL) + "; false alarms " + hub.falseAlarms().size());
        out.flush();
    }

    private static void print(PrintWriter out, String name, Outcome outcome) {
        out.printf("%-8s  %d records; wrong and unnoticed %s, plausible values apart, and %s plausible ones; false alarms %d%n", name,
                outcome.records(), percent(outcome.undetectedRate()), percent(outcome.undetectedRatePlausible()),
                outcome.falseAlarms().size());
    }

    private static String percent(BigDecimal rate) {
        return rate.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}
