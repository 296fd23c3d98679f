package io.weft.bench.durable;

import io.weft.event.Reading;
import io.weft.event.SourceTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Readings of 10,000 items, one after the other, each item once a second; never the same twice. */
final class Synthetic {

    static final int ITEMS = 10_000;

    private final String[] names = new String[ITEMS];
    private final long begin;
    private long produced;

    Synthetic(Instant begin) {
        this.begin = SourceTime.ofInstant(begin);
        for (int item = 0; item < ITEMS; item++) {
            names[item] = "nsu=urn:weft:bench;s=Item/" + item;
        }
    }

    synchronized List<Reading> next(int count) {
        List<Reading> readings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int item = (int) (produced % ITEMS);
            long second = produced / ITEMS;
            BigDecimal value = BigDecimal.valueOf(200 + item % 600 + second % 100, 2);
            readings.add(new Reading(names[item], begin + second * SourceTime.TICKS_PER_SECOND, Optional.of(value), 0));
            produced++;
        }
        return readings;
    }
}
