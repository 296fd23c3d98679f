package io.weft.thread.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Pure arithmetic that turns what happened into how long it held. */
final class Intervals {

    private Intervals() {
    }

    /**
     * How long one child was in one parent: from an ADD to the next DELETE of it or of all.
     *
     * @param events of this child and parent, and those of all children; in any order
     */
    static List<Interval> contained(List<Containment> events) {
        List<Interval> intervals = new ArrayList<>();
        Instant since = null;
        for (List<Containment> moment : byTime(events)) {
            Instant at = moment.get(0).eventTime();
            boolean deleted = moment.stream().anyMatch(Containment::deletes);
            boolean added = moment.stream().anyMatch(event -> event.adds() && !event.child().isEmpty());
            if (since != null && deleted) {
                intervals.add(new Interval(since, at));
                since = added ? at : null;
            } else if (since == null && added && !deleted) {
                since = at;
            }
        }
        if (since != null) {
            intervals.add(new Interval(since, Instant.MAX));
        }
        return intervals;
    }

    private static List<List<Containment>> byTime(List<Containment> events) {
        return List.copyOf(events.stream()
                .collect(Collectors.groupingBy(Containment::eventTime, java.util.TreeMap::new, Collectors.toList()))
                .values());
    }

    /** Joins those that touch or overlap. */
    static List<Interval> union(List<Interval> intervals) {
        List<Interval> joined = new ArrayList<>();
        for (Interval interval : intervals.stream().sorted(Comparator.comparing(Interval::from)).toList()) {
            Interval last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || last.to().isBefore(interval.from())) {
                joined.add(interval);
            } else if (last.to().isBefore(interval.to())) {
                joined.set(joined.size() - 1, new Interval(last.from(), interval.to()));
            }
        }
        return joined;
    }
}
