package io.weft.fire.check;

import io.weft.fire.load.Sent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast the acknowledgements came. */
public final class Pace {

    private Pace() {
    }

    /** From the moment when each document was due, milliseconds. */
    public static Map<String, Object> latency(List<Sent> sent) {
        long[] nanos = sent.stream().mapToLong(Sent::latencyNanos).sorted().toArray();
        Map<String, Object> report = new LinkedHashMap<>();
        if (nanos.length > 0) {
            report.put("medianMillis", rank(nanos, 0.5));
            report.put("p99Millis", rank(nanos, 0.99));
            report.put("maxMillis", rank(nanos, 1));
        }
        return report;
    }

    /**
     * Longest time between two acknowledgements, milliseconds. Each follows its commit at once, so no two commits in a row
     * were longer apart than this and one answer's way.
     */
    public static BigDecimal longestGapMillis(List<Sent> sent) {
        long[] times = sent.stream().mapToLong(Sent::acknowledged).sorted().toArray();
        long longest = 0;
        for (int i = 1; i < times.length; i++) {
            longest = Math.max(longest, times[i] - times[i - 1]);
        }
        return millis(longest);
    }

    /** Acknowledged documents per second from the first to the last. */
    public static BigDecimal perSecond(List<Sent> sent) {
        long[] times = sent.stream().mapToLong(Sent::acknowledged).sorted().toArray();
        double seconds = times.length < 2 ? 0 : (times[times.length - 1] - times[0]) / 1e9;
        return BigDecimal.valueOf(seconds == 0 ? 0 : times.length / seconds).setScale(1, RoundingMode.HALF_UP);
    }

    public static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(nanos / 1e6).setScale(1, RoundingMode.HALF_UP);
    }

    public static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis() / 1e3).setScale(1, RoundingMode.HALF_UP);
    }

    private static BigDecimal rank(long[] sorted, double rank) {
        return millis(sorted[Math.max(0, (int) Math.ceil(rank * sorted.length) - 1)]);
    }

    /** Order statistics of some durations, milliseconds. */
    public static Map<String, Object> spread(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        Map<String, Object> report = new LinkedHashMap<>();
        if (sorted.length > 0) {
            report.put("minMillis", millis(sorted[0]));
            report.put("medianMillis", rank(sorted, 0.5));
            report.put("maxMillis", rank(sorted, 1));
        }
        return report;
    }
}
