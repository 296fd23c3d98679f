package io.weft.ledger.proof;

import java.nio.ByteBuffer;

/**
 * The one way in which parts are joined before they are hashed or stored: each part is preceded by its length in bytes,
 * unsigned 32 bit, big endian. Two different lists of parts never share an encoding.
 */
final class LengthPrefixed {

    private LengthPrefixed() {
    }

    static byte[] encode(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length = Math.addExact(length, Integer.BYTES + part.length);
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            out.putInt(part.length).put(part);
        }
        return out.array();
    }
}
