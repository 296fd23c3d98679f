package io.weft.thread;

/**
 * What came from one system since the store was made. Messages: every arrival counts once, so
 * {@code received = mapped + ignored + duplicate + quarantined}.
 */
public record Counts(String system, long received, long mapped, long ignored, long duplicate, long quarantined,
        long readings, long repeatedReadings) {
}
