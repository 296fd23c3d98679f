package io.weft.ledger.proof;

import io.weft.event.Reading;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one canonical form of a reading, version 1 (docs/proof-format.md):
 * {@code L("weft-reading-v1", item, sourceTime, value, status)}. The value is an exact decimal without exponent, trailing
 * zeros or a sign of zero, so that 4.50 and 4.5 are one value; it is empty where the source gave none.
 */
final class ReadingBytes {

    static final String TAG = "weft-reading-v1";

    private static final String SUBJECT = "reading";
    private static final byte[] TAG_PART = LengthPrefixed.encode(TAG.getBytes(StandardCharsets.US_ASCII));
    private static final long MAXIMUM_STATUS = 0xFFFF_FFFFL;
    /** Every binary double has an exact decimal that is shorter. */
    private static final int MAXIMUM_VALUE_DIGITS = 1_100;

    private ReadingBytes() {
    }

    /** @throws IllegalArgumentException if the status is not unsigned 32 bit or the value longer than any double */
    static byte[] encode(Reading reading) {
        if (reading.status() < 0 || reading.status() > MAXIMUM_STATUS) {
            throw new IllegalArgumentException("status: " + reading.status() + " is not unsigned 32 bit");
        }
        byte[] item = reading.item().getBytes(StandardCharsets.UTF_8);
        byte[] value = text(reading.value()).getBytes(StandardCharsets.US_ASCII);
        // As LengthPrefixed does, in one piece: this is done for each reading that comes in.
        return ByteBuffer.allocate(TAG_PART.length + 4 * Integer.BYTES + item.length + Long.BYTES + value.length + Integer.BYTES)
                .put(TAG_PART)
                .putInt(item.length).put(item)
                .putInt(Long.BYTES).putLong(reading.sourceTime())
                .putInt(value.length).put(value)
                .putInt(Integer.BYTES).putInt((int) reading.status())
                .array();
    }

    static Reading parse(byte[] bytes) throws MalformedProofException {
        ByteReader reader = new ByteReader(SUBJECT, bytes);
        reader.tag(TAG);
        String item = reader.text("item");
        long sourceTime = reader.number("sourceTime");
        int start = reader.position();
        String value = reader.text("value");
        long status = ByteBuffer.wrap(reader.part("status", Integer.BYTES)).getInt() & MAXIMUM_STATUS;
        reader.end();
        return new Reading(item, sourceTime, value(reader, start, value), status);
    }

    private static Optional<BigDecimal> value(ByteReader reader, int start, String text) throws MalformedProofException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<BigDecimal> value = Optional.of(new BigDecimal(text));
            if (text(value).equals(text)) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            throw reader.malformed(start, "value '" + text + "' is not an exact decimal in canonical form");
        }
        throw reader.malformed(start, "value '" + text + "' is not an exact decimal in canonical form");
    }

    private static String text(Optional<BigDecimal> value) {
        if (value.isEmpty()) {
            return "";
        }
        BigDecimal exact = value.get().stripTrailingZeros();
        long digits = exact.scale() > 0 ? Math.max(exact.precision(), exact.scale())
                : (long) exact.precision() - exact.scale();
        if (digits > MAXIMUM_VALUE_DIGITS) {
            throw new IllegalArgumentException("value: " + exact.round(new MathContext(5)) + " needs " + digits
                    + " digits, more than " + MAXIMUM_VALUE_DIGITS);
        }
        return exact.toPlainString();
    }
}
