package io.weft.bench;

import java.util.Arrays;
import java.util.Collection;

/** Medians of a few rounds. */
public final class Medians {

    private Medians() {
    }

    /** @param values not empty */
    public static double of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The value that a share of all does not exceed, by the nearest rank.
     *
     * @param sorted ascending, not empty
     * @param share  of 1
     */
    public static long rank(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** All of them, ascending. */
    public static long[] sorted(Collection<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
