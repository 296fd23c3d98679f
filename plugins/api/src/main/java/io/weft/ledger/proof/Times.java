package io.weft.ledger.proof;

import java.nio.ByteBuffer;
import java.time.Instant;

/** An instant in 12 bytes, big endian: seconds since 1970-01-01T00:00:00Z, signed 64 bit; nanoseconds, unsigned 32 bit. */
final class Times {

    private Times() {
    }

    static byte[] encode(Instant instant) {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(instant.getEpochSecond()).putInt(instant.getNano()).array();
    }
}
