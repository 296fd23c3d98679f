package io.weft.site.story;

import java.util.Arrays;

/** Order statistics of durations, by the nearest rank. */
record Percentiles(int trials, double medianMillis, double p99Millis, double maxMillis) {

    /** @param nanos not empty */
    static Percentiles of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted.length, millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1));
    }

    private static double millis(long[] sorted, double rank) {
        int index = Math.max(0, (int) Math.ceil(rank * sorted.length) - 1);
        return Math.round(sorted[index] / 1e5) / 10.0;
    }
}
