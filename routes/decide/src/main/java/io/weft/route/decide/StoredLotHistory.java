package io.weft.route.decide;

import io.weft.decision.LotHistory;
import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.identity.ThreadKey;
import io.weft.thread.Exposure;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One lot's history out of the store, together with the readings that have just come. */
final class StoredLotHistory implements LotHistory {

    private static final Comparator<Exposed> BY_SOURCE_TIME =
            Comparator.comparingLong(exposed -> exposed.reading().sourceTime());

    private final ThreadKey lot;
    private final Optional<byte[]> state;
    private final List<Exposure> exposures;
    private final Touched touched;
    private final ThreadQuery query;

    /** @param exposures the lot's own, as the store has them */
    StoredLotHistory(ThreadKey lot, Optional<byte[]> state, List<Exposure> exposures, Touched touched,
            ThreadQuery query) {
        this.lot = lot;
        this.state = state;
        this.exposures = List.copyOf(apart(exposures));
        this.touched = touched;
        this.query = query;
    }

    @Override
    public ThreadKey lot() {
        return lot;
    }

    @Override
    public Optional<byte[]> state() {
        return state;
    }

    @Override
    public List<Exposed> fresh() {
        List<Exposed> fresh = new ArrayList<>();
        for (Exposure exposure : exposures) {
            Series series = exposure.series();
            List<Reading> readings =
                    touched.readings().getOrDefault(new Touched.Item(series.instance(), series.item()), List.of());
            for (Reading reading : readings) {
                if (exposure.from() <= reading.sourceTime() && reading.sourceTime() < exposure.to()) {
                    fresh.add(new Exposed(series, reading));
                }
            }
        }
        fresh.sort(BY_SOURCE_TIME);
        return fresh;
    }

    @Override
    public List<Exposure> exposures() {
        return exposures;
    }

    @Override
    public boolean exposuresChanged() {
        return touched.changed().contains(lot);
    }

    @Override
    public void all(Consumer<Exposed> consumer) throws StoreUnavailableException {
        List<Exposed> all = new ArrayList<>();
        for (Exposure exposure : exposures) {
            query.readings(exposure, stored -> all.add(new Exposed(exposure.series(), stored.reading())));
        }
        all.sort(BY_SOURCE_TIME);
        all.forEach(consumer);
    }

    /**
     * Joins overlapping exposures to one series: a device may belong to the container and to its place at once, but a
     * reading counts once.
     */
    private static List<Exposure> apart(List<Exposure> exposures) {
        Map<Series, Exposure> last = new LinkedHashMap<>();
        List<Exposure> apart = new ArrayList<>();
        exposures.stream().sorted(Comparator.comparingLong(Exposure::from)).forEach(next -> {
            Exposure before = last.get(next.series());
            if (before != null && next.from() <= before.to()) {
                last.put(next.series(),
                        new Exposure(before.lot(), before.series(), before.from(), Math.max(before.to(), next.to())));
            } else {
                if (before != null) {
                    apart.add(before);
                }
                last.put(next.series(), next);
            }
        });
        apart.addAll(last.values());
        return apart;
    }
}
