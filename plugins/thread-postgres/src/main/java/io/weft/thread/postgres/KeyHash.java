package io.weft.thread.postgres;

import io.weft.event.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What stands for a key in {@code event_key} and its indexes: the first 128 bits of the SHA-256 of its UTF-8. Two keys with one
 * hash cannot be found with less than some 2^64 tries, so the hash decides and no row has to be looked at. Narrow for an
 * index entry; a UUID only by its type.
 */
final class KeyHash {

    private KeyHash() {
    }

    static UUID of(String key) {
        ByteBuffer digest = ByteBuffer.wrap(Digests.sha256(key.getBytes(StandardCharsets.UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    /** The same, as SQL. */
    static String sql(String key) {
        return "encode(substr(sha256(convert_to(" + key + ", 'UTF8')), 1, 16), 'hex')::uuid";
    }
}
