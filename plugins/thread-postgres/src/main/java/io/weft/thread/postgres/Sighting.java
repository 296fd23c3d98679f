package io.weft.thread.postgres;

import java.time.Instant;

/** That an event left something at a business location. */
record Sighting(String key, Instant eventTime, String location) {
}
