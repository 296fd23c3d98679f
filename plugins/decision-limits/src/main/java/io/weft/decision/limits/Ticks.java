package io.weft.decision.limits;

import io.weft.event.SourceTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Ticks of 100 ns as people read them. */
final class Ticks {

    private static final int TICK_DIGITS = 7;
    private static final long NANOSECONDS_PER_TICK = 100;
    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, TICK_DIGITS, true)
            .appendLiteral('Z')
            .toFormatter(java.util.Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Ticks() {
    }

    /** RFC 3339 in UTC, to the tick. */
    static String text(long ticks) {
        return TEXT.format(SourceTime.toInstant(ticks));
    }

    /** Exact seconds of a length of time. */
    static BigDecimal seconds(long ticks) {
        return BigDecimal.valueOf(ticks, TICK_DIGITS);
    }

    /** @throws ArithmeticException if it is longer than 29,000 years or finer than a tick */
    static long of(Duration duration) {
        if (duration.getNano() % NANOSECONDS_PER_TICK != 0) {
            throw new ArithmeticException("finer than 100 ns");
        }
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), SourceTime.TICKS_PER_SECOND),
                duration.getNano() / NANOSECONDS_PER_TICK);
    }

    /** A sum that stays at the end of time. */
    static long later(long tick, long length) {
        return tick > Long.MAX_VALUE - length ? Long.MAX_VALUE : tick + length;
    }
}
