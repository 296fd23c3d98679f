package io.weft.ledger.proof;

import io.weft.event.Reading;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The evidence of a batch of readings: one leaf with a tree of its own.
 *
 * @param envelope the log entry: batch, instance, time of receipt, count and root of the readings' tree
 */
public record BatchEvidence(byte[] envelope) {

    /**
     * @param readings the readings that the batch added, in order; at least one
     * @throws IllegalArgumentException if there is none, or one cannot be written exactly
     */
    public static BatchEvidence of(UUID batch, String instance, Instant receivedAt, List<Reading> readings) {
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("readings: a batch that added none has no evidence");
        }
        return new BatchEvidence(new BatchEnvelope(batch, instance, receivedAt, readings.size(),
                Merkle.root(leafHashes(readings))).encode());
    }

    public byte[] leafHash() {
        return Merkle.leafHash(envelope);
    }

    /**
     * Leaf hash of one reading in the batch's own tree.
     *
     * @throws IllegalArgumentException if it cannot be written exactly
     */
    public static byte[] leafHash(Reading reading) {
        return Merkle.leafHash(ReadingBytes.encode(reading));
    }

    /** Leaf hashes of the readings' own tree, in their order. */
    static List<byte[]> leafHashes(List<Reading> readings) {
        return Merkle.leafHashes(readings.stream().map(ReadingBytes::encode));
    }
}
