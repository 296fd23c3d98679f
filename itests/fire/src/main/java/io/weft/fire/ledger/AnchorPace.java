package io.weft.fire.ledger;

import io.weft.fire.check.Findings;
import io.weft.fire.check.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often is anchored, and how soon custody is, while nothing is away. */
final class AnchorPace {

    private static final double ANCHORS_PER_SECOND = 1;
    private static final Duration WITHIN = Duration.ofSeconds(3);

    private final List<Window> all = new ArrayList<>();
    private final List<Window> quiet = new ArrayList<>();

    /** As many documents came as the hub takes: custody may wait, and still no more anchors are made. */
    void full(Window window) {
        all.add(window);
    }

    void quiet(Window window) {
        all.add(window);
        quiet.add(window);
    }

    /** @param paced whether it is a finding that custody waits long */
    Map<String, Object> report(Connection store, String origin, boolean paced, Findings findings) throws SQLException {
        AnchorDelay delay = new AnchorDelay(store, origin);
        double most = 0;
        for (Window window : all) {
            // Between the ends of a window is room for one more than it has seconds.
            most = Math.max(most, (delay.anchors(window) - 1) / window.seconds());
        }
        findings.expect(most <= ANCHORS_PER_SECOND, String.format("%.2f anchors per second", most));
        // What came later than that may have met the outage while it waited in time.
        long[] sorted = delay.nanos(quiet.stream().map(window -> window.before(WITHIN)).toList());
        findings.expect(sorted.length > 0, "no event of custody was received without an outage");
        if (paced && sorted.length > 0) {
            long p99 = AnchorDelay.rank(sorted, 0.99);
            findings.expect(p99 <= WITHIN.toNanos(), "custody is anchored after " + Pace.millis(p99) + " ms (p99), not within "
                    + WITHIN.toMillis());
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("anchorsPerSecond", OutageResult.round(most, 2));
        report.put("custodyToReceipt", AnchorDelay.report(sorted));
        return report;
    }
}
