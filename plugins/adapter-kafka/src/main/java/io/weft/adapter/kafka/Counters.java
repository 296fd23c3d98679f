package io.weft.adapter.kafka;

import io.weft.adapter.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what {@link KafkaStatistics} tells. */
final class Counters {

    private final Map<Outcome, AtomicLong> outcomes = new EnumMap<>(Outcome.class);
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();

    Counters() {
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, new AtomicLong());
        }
    }

    void taken(Outcome outcome) {
        outcomes.get(outcome).incrementAndGet();
    }

    void refused() {
        refusals.incrementAndGet();
    }

    void lost(long offsets) {
        lost.addAndGet(offsets);
    }

    void lag(long records) {
        lag.set(records);
    }

    KafkaStatistics read() {
        return new KafkaStatistics(outcomes.get(Outcome.MAPPED).get(), outcomes.get(Outcome.IGNORED).get(),
                outcomes.get(Outcome.DUPLICATE).get(), outcomes.get(Outcome.QUARANTINED).get(), refusals.get(),
                lost.get(), lag.get());
    }
}
