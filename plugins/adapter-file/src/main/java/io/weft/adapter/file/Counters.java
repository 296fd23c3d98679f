package io.weft.adapter.file;

import io.weft.adapter.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what {@link FileStatistics} tells. */
final class Counters {

    private final Map<Outcome, AtomicLong> outcomes = new EnumMap<>(Outcome.class);
    private final AtomicLong setAside = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    Counters() {
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, new AtomicLong());
        }
    }

    void taken(Outcome outcome, int size) {
        outcomes.get(outcome).incrementAndGet();
        bytes.addAndGet(size);
    }

    void setAside() {
        setAside.incrementAndGet();
    }

    void refused() {
        refusals.incrementAndGet();
    }

    FileStatistics read() {
        return new FileStatistics(outcomes.get(Outcome.MAPPED).get(), outcomes.get(Outcome.IGNORED).get(),
                outcomes.get(Outcome.DUPLICATE).get(), outcomes.get(Outcome.QUARANTINED).get(), setAside.get(),
                refusals.get(), bytes.get());
    }
}
