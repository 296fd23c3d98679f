package io.weft.event;

import java.time.Instant;

/**
 * A sensor's source time: 100 ns ticks since 1601-01-01T00:00:00Z (OPC UA Part 6, 5.2.2.5 DateTime), so that no tick of
 * the device is lost.
 */
public final class SourceTime {

    public static final long TICKS_PER_SECOND = 10_000_000L;
    private static final long EPOCH_SECONDS = -11_644_473_600L;

    private SourceTime() {
    }

    public static Instant toInstant(long ticks) {
        return Instant.ofEpochSecond(
                EPOCH_SECONDS + Math.floorDiv(ticks, TICKS_PER_SECOND),
                Math.floorMod(ticks, TICKS_PER_SECOND) * 100);
    }

    /** Nanoseconds below a tick are cut off. */
    public static long ofInstant(Instant instant) {
        return (instant.getEpochSecond() - EPOCH_SECONDS) * TICKS_PER_SECOND + instant.getNano() / 100;
    }
}
