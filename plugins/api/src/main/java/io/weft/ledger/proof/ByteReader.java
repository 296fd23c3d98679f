package io.weft.ledger.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/** Reads an encoding from the front and refuses anything that is missing, too much or not in its one form. */
final class ByteReader {

    static final int HASH_BYTES = 32;

    private final String subject;
    private final byte[] bytes;
    private int position;

    /** @param subject what is read, for messages */
    ByteReader(String subject, byte[] bytes) {
        this.subject = subject;
        this.bytes = bytes;
    }

    void literal(byte[] expected, String name) throws MalformedProofException {
        int start = position;
        if (!Arrays.equals(take(expected.length, name), expected)) {
            throw malformed(start, name + " is not '" + new String(expected, StandardCharsets.UTF_8).strip() + "'");
        }
    }

    byte[] part(String name) throws MalformedProofException {
        int start = position;
        long length = ByteBuffer.wrap(take(Integer.BYTES, name)).getInt() & 0xFFFF_FFFFL;
        if (length > remaining()) {
            throw malformed(start, name + " claims " + length + " bytes, " + remaining() + " are left");
        }
        return take((int) length, name);
    }

    byte[] part(String name, int length) throws MalformedProofException {
        int start = position;
        byte[] part = part(name);
        if (part.length != length) {
            throw malformed(start, name + " has " + part.length + " bytes, not " + length);
        }
        return part;
    }

    void tag(String expected) throws MalformedProofException {
        int start = position;
        String tag = text("tag");
        if (!tag.equals(expected)) {
            throw malformed(start, "tag is not '" + expected + "'");
        }
    }

    /** UTF-8; a byte sequence that is none is refused, not replaced. */
    String text(String name) throws MalformedProofException {
        int start = position;
        byte[] part = part(name);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(part)).toString();
        } catch (CharacterCodingException e) {
            throw malformed(start, name + " is not UTF-8");
        }
    }

    Instant instant(String name) throws MalformedProofException {
        int start = position;
        ByteBuffer part = ByteBuffer.wrap(part(name, Long.BYTES + Integer.BYTES));
        long seconds = part.getLong();
        int nanos = part.getInt();
        if (nanos < 0 || nanos > 999_999_999) {
            throw malformed(start, name + " has " + (nanos & 0xFFFF_FFFFL) + " nanoseconds, more than 999999999");
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            throw malformed(start, name + " is out of range: " + seconds + " s");
        }
    }

    long number(String name) throws MalformedProofException {
        return ByteBuffer.wrap(part(name, Long.BYTES)).getLong();
    }

    /** Unsigned 32 bit that fits a signed one, without a length before it. */
    int count(String name) throws MalformedProofException {
        int start = position;
        int count = ByteBuffer.wrap(take(Integer.BYTES, name)).getInt();
        if (count < 0) {
            throw malformed(start, name + " " + (count & 0xFFFF_FFFFL) + " is above " + Integer.MAX_VALUE);
        }
        return count;
    }

    /** A count of things that each take at least {@code bytesEach} bytes, so that a lie about it costs no memory. */
    int count(String name, int bytesEach) throws MalformedProofException {
        int start = position;
        int count = count(name);
        if ((long) count * bytesEach > remaining()) {
            throw malformed(start, name + " " + count + " does not fit the " + remaining() + " bytes that are left");
        }
        return count;
    }

    /** Unsigned 63 bit, without a length before it. */
    long index(String name) throws MalformedProofException {
        int start = position;
        long index = ByteBuffer.wrap(take(Long.BYTES, name)).getLong();
        if (index < 0) {
            throw malformed(start, name + " " + Long.toUnsignedString(index) + " is above " + Long.MAX_VALUE);
        }
        return index;
    }

    byte[] hash(String name) throws MalformedProofException {
        return take(HASH_BYTES, name);
    }

    void end() throws MalformedProofException {
        if (remaining() > 0) {
            throw malformed(position, remaining() + " bytes too many");
        }
    }

    int position() {
        return position;
    }

    MalformedProofException malformed(int at, String rule) {
        return new MalformedProofException(subject + ": at byte " + at + ": " + rule);
    }

    private int remaining() {
        return bytes.length - position;
    }

    private byte[] take(int length, String name) throws MalformedProofException {
        if (length > remaining()) {
            throw malformed(position, name + " needs " + length + " bytes, " + remaining() + " are left");
        }
        byte[] taken = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return taken;
    }
}
