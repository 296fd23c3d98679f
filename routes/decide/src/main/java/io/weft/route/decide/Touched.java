package io.weft.route.decide;

import io.weft.decision.Fact;
import io.weft.event.Event;
import io.weft.event.Reading;
import io.weft.identity.ThreadKey;
import io.weft.thread.Exposure;
import io.weft.thread.SeriesWindow;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;

/**
 * The lots that some facts touch. The store is asked about all facts at once: a thousand items that are described one
 * after the other would else be a thousand walks.
 *
 * @param exposures of each lot, its own
 * @param changed   lots whose exposures may be others than before
 * @param readings  what was read, by series
 */
record Touched(Map<ThreadKey, List<Exposure>> exposures, Set<ThreadKey> changed, Map<Item, List<Reading>> readings) {

    /** The source's name of a series. */
    record Item(String instance, String name) {
    }

    static Touched by(List<Fact> facts, ThreadQuery query) throws StoreUnavailableException {
        List<Event> events = new ArrayList<>();
        List<SeriesWindow> described = new ArrayList<>();
        Map<Item, List<Reading>> readings = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.EventStored stored) {
                events.add(stored.event());
            } else if (fact instanceof Fact.SeriesDescribed series) {
                described.add(new SeriesWindow(series.instance(), series.item(), 0, Long.MAX_VALUE));
            } else if (fact instanceof Fact.ReadingsStored stored) {
                collect(stored, readings);
            }
        }
        Set<ThreadKey> changed = new LinkedHashSet<>();
        Map<ThreadKey, List<Exposure>> exposures = new LinkedHashMap<>();
        if (!described.isEmpty()) {
            exposures.putAll(query.exposed(described));
            changed.addAll(exposures.keySet());
        }
        if (!readings.isEmpty()) {
            exposures.putAll(query.exposed(windows(readings)));
        }
        if (!events.isEmpty()) {
            changed.addAll(query.lotsTouched(events));
        }
        List<ThreadKey> others = changed.stream().filter(lot -> !exposures.containsKey(lot)).toList();
        if (!others.isEmpty()) {
            exposures.putAll(query.exposures(others));
        }
        return new Touched(exposures, changed, readings);
    }

    Set<ThreadKey> lots() {
        return exposures.keySet();
    }

    private static List<SeriesWindow> windows(Map<Item, List<Reading>> readings) {
        return readings.entrySet().stream().map(series -> {
            LongSummaryStatistics times =
                    series.getValue().stream().mapToLong(Reading::sourceTime).summaryStatistics();
            return new SeriesWindow(series.getKey().instance(), series.getKey().name(), times.getMin(), times.getMax() + 1);
        }).toList();
    }

    private static void collect(Fact.ReadingsStored stored, Map<Item, List<Reading>> readings) {
        Map<String, List<Reading>> byItem = new HashMap<>();
        for (Reading reading : stored.readings()) {
            byItem.computeIfAbsent(reading.item(),
                    item -> readings.computeIfAbsent(new Item(stored.instance(), item), key -> new ArrayList<>()))
                    .add(reading);
        }
    }
}
