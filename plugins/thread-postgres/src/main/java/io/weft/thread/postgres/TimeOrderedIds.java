package io.weft.thread.postgres;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Random identifiers in the order of their making (RFC 9562, 5.7: UUID version 7), so that an index grows at its end. */
final class TimeOrderedIds {

    private static final int COUNTER_BITS = 12;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private long last;

    TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    UUID next() {
        long tick = tick();
        long high = (tick >>> COUNTER_BITS) << 16 | VERSION_7 | (tick & (1 << COUNTER_BITS) - 1);
        return new UUID(high, random.nextLong() & VARIANT_MASK | VARIANT);
    }

    /** Milliseconds, and below them a counter; never the same twice, whatever the clock does. */
    private synchronized long tick() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        return last;
    }
}
