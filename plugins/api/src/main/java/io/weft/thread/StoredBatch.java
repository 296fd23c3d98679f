package io.weft.thread;

import io.weft.event.Reading;
import io.weft.ledger.proof.BatchEvidence;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The readings that one leaf of the log stands for.
 *
 * @param receivedAt hub clock
 * @param readings   in the order of the batch
 */
public record StoredBatch(UUID id, String instance, Instant receivedAt, List<Reading> readings, BatchEvidence evidence,
        OptionalLong leafIndex) {
}
