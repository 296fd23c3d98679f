package io.weft.fabric.receipt;

import io.weft.ledger.proof.MalformedProofException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads a receipt's container from the front; what is missing or too much is refused. */
final class ContainerReader {

    private final byte[] bytes;
    private int position;

    ContainerReader(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] take(String name, int length) throws MalformedProofException {
        if (length > remaining()) {
            throw malformed(position, name + " needs " + length + " bytes, " + remaining() + " are left");
        }
        byte[] taken = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return taken;
    }

    /** Unsigned 63 bit. */
    long number(String name) throws MalformedProofException {
        int start = position;
        long number = ByteBuffer.wrap(take(name, Long.BYTES)).getLong();
        if (number < 0) {
            throw malformed(start, name + " " + Long.toUnsignedString(number) + " is above " + Long.MAX_VALUE);
        }
        return number;
    }

    /** A count of parts, which take at least their length each, so that a lie about it costs no memory. */
    int count(String name) throws MalformedProofException {
        int start = position;
        long count = length(name);
        if (count * Integer.BYTES > remaining()) {
            throw malformed(start, name + " " + count + " do not fit the " + remaining() + " bytes that are left");
        }
        return (int) count;
    }

    byte[] part(String name) throws MalformedProofException {
        int start = position;
        long length = length(name);
        if (length > remaining()) {
            throw malformed(start, name + " claims " + length + " bytes, " + remaining() + " are left");
        }
        return take(name, (int) length);
    }

    void end() throws MalformedProofException {
        if (remaining() > 0) {
            throw malformed(position, remaining() + " bytes too many");
        }
    }

    MalformedProofException malformed(int at, String rule) {
        return new MalformedProofException("receipt: at byte " + at + ": " + rule);
    }

    private long length(String name) throws MalformedProofException {
        return ByteBuffer.wrap(take(name, Integer.BYTES)).getInt() & 0xFFFF_FFFFL;
    }

    private int remaining() {
        return bytes.length - position;
    }
}
