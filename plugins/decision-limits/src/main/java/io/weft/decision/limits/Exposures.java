package io.weft.decision.limits;

import io.weft.event.Series;
import io.weft.thread.Exposure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** When a lot was exposed to which series that count. Overlapping stretches of one series are one. */
final class Exposures {

    private final SortedMap<SeriesKey, Timed> bySeries;

    private Exposures(SortedMap<SeriesKey, Timed> bySeries) {
        this.bySeries = bySeries;
    }

    static Exposures of(List<Exposure> exposures, Limits limits) {
        SortedMap<SeriesKey, Timed> bySeries = new TreeMap<>();
        exposures.stream()
                .filter(exposure -> limits.counts(exposure.series()) && exposure.from() < exposure.to())
                .sorted(Comparator.comparingLong(Exposure::from))
                .forEach(exposure -> bySeries
                        .computeIfAbsent(SeriesKey.of(exposure.series()), key -> new Timed(exposure.series()))
                        .add(exposure.from(), exposure.to()));
        return new Exposures(bySeries);
    }

    /** First tick of any exposure. */
    OptionalLong start() {
        return bySeries.values().stream().mapToLong(timed -> timed.stretches.get(0).from()).min();
    }

    Collection<Timed> all() {
        return Collections.unmodifiableCollection(bySeries.values());
    }

    Optional<Timed> of(SeriesKey key) {
        return Optional.ofNullable(bySeries.get(key));
    }

    /** A stretch of time, half open. */
    record Stretch(long from, long to) {
    }

    /** One series with its stretches, by time. */
    static final class Timed {

        private final Series series;
        private final SeriesKey key;
        private final List<Stretch> stretches = new ArrayList<>();

        private Timed(Series series) {
            this.series = series;
            this.key = SeriesKey.of(series);
        }

        private void add(long from, long to) {
            int last = stretches.size() - 1;
            if (last >= 0 && from <= stretches.get(last).to()) {
                Stretch earlier = stretches.remove(last);
                stretches.add(new Stretch(earlier.from(), Math.max(earlier.to(), to)));
            } else {
                stretches.add(new Stretch(from, to));
            }
        }

        Series series() {
            return series;
        }

        SeriesKey key() {
            return key;
        }

        List<Stretch> stretches() {
            return Collections.unmodifiableList(stretches);
        }

        Optional<Stretch> at(long tick) {
            for (Stretch stretch : stretches) {
                if (tick >= stretch.from() && tick < stretch.to()) {
                    return Optional.of(stretch);
                }
            }
            return Optional.empty();
        }

        /** The next tick after the given one at which a stretch begins or ends. */
        long nextChange(long tick) {
            for (Stretch stretch : stretches) {
                if (stretch.from() > tick) {
                    return stretch.from();
                }
                if (stretch.to() > tick) {
                    return stretch.to();
                }
            }
            return Long.MAX_VALUE;
        }
    }
}
