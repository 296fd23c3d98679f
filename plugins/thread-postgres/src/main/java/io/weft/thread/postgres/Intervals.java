package io.weft.thread.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
    static List<Held> contained(List<Containment> events) {
        List<Held> held = new ArrayList<>();
        Containment since = null;
        for (List<Containment> moment : byTime(events)) {
            Optional<Containment> deleted = first(moment, Containment::deletes);
            Optional<Containment> added = first(moment, event -> event.adds() && !event.child().isEmpty());
            if (since != null && deleted.isPresent()) {
                held.add(new Held(new Interval(since.eventTime(), deleted.get().eventTime()), since.eventId(),
                        Optional.of(deleted.get().eventId())));
                since = added.orElse(null);
            } else if (since == null && deleted.isEmpty()) {
                since = added.orElse(null);
            }
        }
        if (since != null) {
            held.add(new Held(new Interval(since.eventTime(), Instant.MAX), since.eventId(), Optional.empty()));
        }
        return held;
    }

    private static Optional<Containment> first(List<Containment> moment, Predicate<Containment> which) {
        return moment.stream().filter(which).min(Comparator.comparing(Containment::eventId));
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
