package io.weft.thread.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Time by eventTime, half open: {@code from} belongs, {@code to} does not. */
record Interval(Instant from, Instant to) {

    static final Interval ALWAYS = new Interval(Instant.MIN, Instant.MAX);

    Optional<Interval> intersect(Interval other) {
        Instant latestStart = from.isAfter(other.from) ? from : other.from;
        Instant earliestEnd = to.isBefore(other.to) ? to : other.to;
        return latestStart.isBefore(earliestEnd) ? Optional.of(new Interval(latestStart, earliestEnd)) : Optional.empty();
    }

    /** From the earlier begin to the later end. */
    Interval hull(Interval other) {
        return new Interval(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** What is left of it beside another: itself if they do not meet. */
    List<Interval> without(Interval other) {
        if (intersect(other).isEmpty()) {
            return List.of(this);
        }
        List<Interval> left = new ArrayList<>();
        if (from.isBefore(other.from)) {
            left.add(new Interval(from, other.from));
        }
        if (other.to.isBefore(to)) {
            left.add(new Interval(other.to, to));
        }
        return left;
    }
}
