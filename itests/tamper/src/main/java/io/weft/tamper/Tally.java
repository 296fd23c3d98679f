package io.weft.tamper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many changes were made, caught and named. */
final class Tally {

    private final Map<String, long[]> counts = new TreeMap<>();

    void count(String of, boolean caught, boolean named) {
        long[] count = counts.computeIfAbsent(of, any -> new long[3]);
        count[0]++;
        count[1] += caught ? 1 : 0;
        count[2] += named ? 1 : 0;
    }

    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        counts.forEach((of, count) -> report.put(of, Map.of("trials", count[0], "caught", count[1], "named", count[2])));
        return report;
    }

    long trials() {
        return counts.values().stream().mapToLong(count -> count[0]).sum();
    }

    long caught() {
        return counts.values().stream().mapToLong(count -> count[1]).sum();
    }

    long named() {
        return counts.values().stream().mapToLong(count -> count[2]).sum();
    }
}
