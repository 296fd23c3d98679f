package io.weft.thread.postgres;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long whole tables may be read for saying which column of a row was changed. A difference is told in any case; that is what
 * the check is for, and a thousand of them must not keep it from the rest. A share of all time, with some saved up for the first.
 */
final class ExplainingTime {

    private static final long SAVED = Duration.ofMinutes(1).toNanos();
    /** One part in so many of the time that passes. */
    private static final int SHARE = 10;

    private final LongSupplier clock;
    private final Duration ofOne;
    private long left = SAVED;
    private long asked;

    /**
     * @param clock nanoseconds from anywhere, as {@link System#nanoTime()}
     * @param ofOne how long one search may take
     */
    ExplainingTime(LongSupplier clock, Duration ofOne) {
        this.clock = clock;
        this.ofOne = ofOne;
        this.asked = clock.getAsLong();
    }

    /** Whether a search may begin. */
    synchronized boolean left() {
        long now = clock.getAsLong();
        left = Math.min(SAVED, left + (now - asked) / SHARE);
        asked = now;
        return left > 0;
    }

    /** @param since what the clock said when the search began */
    synchronized void spent(long since) {
        left -= clock.getAsLong() - since;
    }

    long now() {
        return clock.getAsLong();
    }

    Duration ofOne() {
        return ofOne;
    }
}
