package io.weft.ledger.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * The log entry of a batch of readings, version 1 (docs/proof-format.md).
 *
 * @param receivedAt hub clock
 * @param count      readings, at least 1
 * @param root       RFC 9162 root over the canonical readings
 */
record BatchEnvelope(UUID batch, String instance, Instant receivedAt, long count, byte[] root) {

    static final String TAG = "weft-batch-v1";

    byte[] encode() {
        return LengthPrefixed.encode(TAG.getBytes(StandardCharsets.US_ASCII),
                ByteBuffer.allocate(2 * Long.BYTES).putLong(batch.getMostSignificantBits())
                        .putLong(batch.getLeastSignificantBits()).array(),
                instance.getBytes(StandardCharsets.UTF_8),
                Times.encode(receivedAt),
                ByteBuffer.allocate(Long.BYTES).putLong(count).array(),
                root);
    }

    static BatchEnvelope parse(byte[] bytes) throws MalformedProofException {
        ByteReader reader = new ByteReader("batch envelope", bytes);
        reader.tag(TAG);
        ByteBuffer id = ByteBuffer.wrap(reader.part("batch", 2 * Long.BYTES));
        UUID batch = new UUID(id.getLong(), id.getLong());
        String instance = reader.text("instance");
        Instant receivedAt = reader.instant("receivedAt");
        int start = reader.position();
        long count = reader.number("count");
        if (count < 1) {
            throw reader.malformed(start, "count " + count + " is not at least 1");
        }
        byte[] root = reader.part("root", ByteReader.HASH_BYTES);
        reader.end();
        return new BatchEnvelope(batch, instance, receivedAt, count, root);
    }
}
