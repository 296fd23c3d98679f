package io.weft.adapter.jdbc;

import io.weft.adapter.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what {@link JdbcStatistics} tells. */
final class Counters {

    private final Map<Outcome, AtomicLong> outcomes = new EnumMap<>(Outcome.class);
    private final AtomicLong tooLarge = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();

    Counters() {
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, new AtomicLong());
        }
    }

    void taken(Outcome outcome) {
        outcomes.get(outcome).incrementAndGet();
    }

    void tooLarge() {
        tooLarge.incrementAndGet();
    }

    void refused() {
        refusals.incrementAndGet();
    }

    JdbcStatistics read() {
        return new JdbcStatistics(outcomes.get(Outcome.MAPPED).get(), outcomes.get(Outcome.IGNORED).get(),
                outcomes.get(Outcome.DUPLICATE).get(), outcomes.get(Outcome.QUARANTINED).get(), tooLarge.get(),
                refusals.get());
    }
}
