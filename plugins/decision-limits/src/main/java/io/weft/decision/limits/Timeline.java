package io.weft.decision.limits;

import io.weft.decision.limits.Exposures.Stretch;
import io.weft.decision.limits.Exposures.Timed;
import io.weft.event.Reading;
import io.weft.event.Series;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Adds up a lot's time per rule by source time. Between two readings each series holds its last good value, at most
 * {@code holdLastGood} and only within the exposure that the value was read in; of several series the worst value counts.
 * The sums after a set of readings depend on the set alone.
 */
final class Timeline {

    private final Limits limits;
    private final Exposures exposures;
    private final Observer observer;
    private final Optional<BigDecimal> low;
    private final Optional<BigDecimal> high;
    private final Map<Rule, Long> totals;
    private final TreeMap<SeriesKey, Held> held;
    private long watermark;

    /** Is told of each length of time that counts, in order. */
    interface Observer {

        /**
         * @param worst the series whose value makes the rule hold, and that value; empty for {@link Rule#UNKNOWN}
         */
        void counted(Rule rule, long from, long to, Optional<Worst> worst);
    }

    /** The value that counted. */
    record Worst(Series series, long time, BigDecimal value) {
    }

    Timeline(Limits limits, Exposures exposures, Progress progress, Observer observer) {
        this.limits = limits;
        this.exposures = exposures;
        this.observer = observer;
        this.low = limits.low().map(limit -> Scale.exact(limits.measure(), limits.unit(), limit));
        this.high = limits.high().map(limit -> Scale.exact(limits.measure(), limits.unit(), limit));
        this.watermark = progress.watermark();
        this.totals = new EnumMap<>(progress.totals());
        this.held = new TreeMap<>(progress.held());
    }

    Progress progress() {
        return new Progress(watermark, totals, held);
    }

    long total(Rule rule) {
        return totals.get(rule);
    }

    /**
     * Takes a reading that is not older than the watermark. One that lies in no exposure is none of the lot's.
     *
     * @return whether it is one of the lot's
     */
    boolean accept(SeriesKey key, Reading reading) {
        Optional<Timed> timed = exposures.of(key).filter(series -> series.at(reading.sourceTime()).isPresent());
        if (timed.isEmpty()) {
            return false;
        }
        advance(reading.sourceTime());
        if (reading.good() && Scale.comparable(limits.measure(), limits.unit(), timed.get().series().unit())) {
            BigDecimal value = reading.value().orElseThrow();
            held.compute(key, (same, last) -> last != null && last.time() == reading.sourceTime()
                    ? last.with(value)
                    : Held.of(reading.sourceTime(), value));
        }
        return true;
    }

    private void advance(long to) {
        while (watermark < to) {
            long next = Math.min(to, nextChange(watermark));
            judge(watermark, next);
            watermark = next;
        }
    }

    private long nextChange(long tick) {
        long next = Long.MAX_VALUE;
        for (Timed series : exposures.all()) {
            next = Math.min(next, series.nextChange(tick));
            Held last = held.get(series.key());
            if (last != null && expiry(last) > tick) {
                next = Math.min(next, expiry(last));
            }
        }
        return next;
    }

    private long expiry(Held last) {
        return Ticks.later(last.time(), limits.holdLastGood());
    }

    /** Nothing changes from the first tick to before the second. */
    private void judge(long from, long to) {
        boolean exposed = false;
        boolean known = false;
        Candidate above = new Candidate();
        Candidate below = new Candidate();
        for (Timed timed : exposures.all()) {
            Optional<Stretch> stretch = timed.at(from);
            if (stretch.isEmpty()) {
                continue;
            }
            exposed = true;
            Held last = held.get(timed.key());
            if (last == null || last.time() < stretch.get().from() || expiry(last) <= from) {
                continue;
            }
            known = true;
            Series series = timed.series();
            BigDecimal highest = Scale.exact(limits.measure(), series.unit(), last.highest());
            BigDecimal lowest = Scale.exact(limits.measure(), series.unit(), last.lowest());
            high.ifPresent(limit -> above.offer(highest.subtract(limit), series, last.time(), last.highest()));
            low.ifPresent(limit -> below.offer(limit.subtract(lowest), series, last.time(), last.lowest()));
        }
        above.worst.ifPresent(worst -> count(Rule.ABOVE, from, to, Optional.of(worst)));
        below.worst.ifPresent(worst -> count(Rule.BELOW, from, to, Optional.of(worst)));
        if (exposed && !known) {
            count(Rule.UNKNOWN, from, to, Optional.empty());
        }
    }

    private void count(Rule rule, long from, long to, Optional<Worst> worst) {
        totals.merge(rule, to - from, Math::addExact);
        observer.counted(rule, from, to, worst);
    }

    /** The value that is furthest beyond a limit, if one is. */
    private static final class Candidate {

        private Optional<Worst> worst = Optional.empty();
        private BigDecimal excess = BigDecimal.ZERO;

        private void offer(BigDecimal beyond, Series series, long time, BigDecimal value) {
            if (beyond.compareTo(excess) > 0) {
                excess = beyond;
                worst = Optional.of(new Worst(series, time, value));
            }
        }
    }
}
