package io.weft.ledger.fabric;

import java.time.Duration;
import java.util.function.LongSupplier;

/** At most one anchor, or one attempt that failed, per interval. Not thread safe. */
final class Cadence {

    private final long interval;
    private final LongSupplier nanoTime;
    private boolean began;
    private long last;

    Cadence(Duration interval, LongSupplier nanoTime) {
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    boolean due() {
        return !began || nanoTime.getAsLong() - last >= interval;
    }

    void begin() {
        began = true;
        last = nanoTime.getAsLong();
    }
}
