package io.weft.adapter;

import io.weft.event.Reading;
import java.time.Instant;
import java.util.List;

/**
 * Readings that are committed together; adapters close a batch at 1,000 readings or after 20 ms.
 *
 * @param instance   adapter instance
 * @param system     the counterpart's name
 * @param receivedAt hub clock, when the first reading of the batch came
 * @param readings   at least one; the same reading may come again, here or in another batch
 */
public record ReadingBatch(String instance, String system, Instant receivedAt, List<Reading> readings) {
}
