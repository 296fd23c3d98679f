package io.weft.route.ingest;

import io.weft.event.Series;
import io.weft.mapping.SeriesMapping;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Describes each item once to the store, and once again when other mappings serve. */
final class KnownSeries {

    private final ThreadStore store;
    private final Supplier<List<SeriesMapping>> mappings;
    private volatile Asked asked = new Asked(List.of(), new ConcurrentHashMap<>());

    KnownSeries(ThreadStore store, Supplier<List<SeriesMapping>> mappings) {
        this.store = store;
        this.mappings = mappings;
    }

    /** Items of one instance whose mappings were asked; a set to be asked once per batch. */
    Set<String> asked(String instance) {
        List<SeriesMapping> now = mappings.get();
        Asked current = asked;
        if (!current.mappings.equals(now)) {
            current = new Asked(List.copyOf(now), new ConcurrentHashMap<>());
            asked = current;
        }
        return current.items.computeIfAbsent(instance, name -> ConcurrentHashMap.newKeySet());
    }

    /** The first mapping that knows the item describes it; what nobody knows is kept as it is measured. */
    void describe(String instance, String item) throws StoreUnavailableException {
        Set<String> known = asked(instance);
        for (SeriesMapping mapping : mappings.get()) {
            if (mapping.describe(instance, item) instanceof SeriesMapping.Described.Known described) {
                Series series = described.series();
                store.describe(series, mapping.ref());
                break;
            }
        }
        known.add(item);
    }

    /** Which mappings were asked, and for which items of which instance. */
    private record Asked(List<SeriesMapping> mappings, Map<String, Set<String>> items) {
    }
}
