package io.weft.thread.postgres;

import io.weft.event.SourceTime;
import java.time.Instant;

/** Instants as ticks of {@link SourceTime}; the ends of time are the ends of the numbers. */
final class Ticks {

    private Ticks() {
    }

    static long of(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        return instant.equals(Instant.MAX) ? Long.MAX_VALUE : SourceTime.ofInstant(instant);
    }
}
