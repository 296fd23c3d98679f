package io.weft.tamper;

import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.SelfCheck;
import io.weft.tamper.hub.FilledHub;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What checking everything costs: processor time, since somebody else may be using the machine, too. */
final class Cost {

    private Cost() {
    }

    /**
     * Per 1,000 records (messages, events, leads, leaves, batches; a batch with its readings is one), milliseconds.
     *
     * @param measured how long, after half of it to get warm
     */
    static Map<String, Object> of(FilledHub hub, SelfCheck check, Duration measured) throws Exception {
        repeat(check, measured.dividedBy(2));
        long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Duration server = hub.serverTime();
        long begin = System.nanoTime();
        long[] counted = repeat(check, measured);
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("records", counted[0]);
        cost.put("readings", counted[1]);
        cost.put("hubMillis", perThousand(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - thread, counted[0]));
        cost.put("postgresMillis", perThousand(hub.serverTime().minus(server).toNanos(), counted[0]));
        cost.put("elapsedMillis", perThousand(System.nanoTime() - begin, counted[0]));
        return cost;
    }

    /** @return records and readings */
    private static long[] repeat(SelfCheck check, Duration time) throws IOException, io.weft.thread.StoreUnavailableException {
        long[] counted = new long[2];
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end;) {
            CheckReport report = check.check(new CheckScope.Everything(Optional.empty()), CheckListener.NONE);
            for (Kind kind : new Kind[] {Kind.MESSAGE, Kind.EVENT, Kind.LEAD, Kind.LEAF, Kind.BATCH}) {
                counted[0] += report.checked().getOrDefault(kind, 0L);
            }
            counted[1] += report.checked().getOrDefault(Kind.READING, 0L);
        }
        return counted;
    }

    private static BigDecimal perThousand(long nanos, long records) {
        return BigDecimal.valueOf(nanos, 3).divide(BigDecimal.valueOf(records), 1, RoundingMode.HALF_UP);
    }
}
