package io.weft.decision.limits;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a lot's time line has been followed.
 *
 * @param watermark the tick up to which time is added up
 * @param totals    ticks per rule
 * @param held      last good value per series
 */
record Progress(long watermark, Map<Rule, Long> totals, SortedMap<SeriesKey, Held> held) {

    Progress {
        totals = Collections.unmodifiableMap(new EnumMap<>(totals));
        held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
    }

    static Progress at(long start) {
        Map<Rule, Long> totals = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            totals.put(rule, 0L);
        }
        return new Progress(start, totals, new TreeMap<>());
    }
}
