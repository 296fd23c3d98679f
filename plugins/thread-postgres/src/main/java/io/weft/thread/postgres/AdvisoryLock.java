package io.weft.thread.postgres;

import io.weft.event.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Names of locks as PostgreSQL's 64-bit keys; two names that share one only wait for each other. */
final class AdvisoryLock {

    private AdvisoryLock() {
    }

    static long of(String... name) {
        byte[] text = ("weft\n" + String.join("\n", name)).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(Digests.sha256(text)).getLong();
    }
}
