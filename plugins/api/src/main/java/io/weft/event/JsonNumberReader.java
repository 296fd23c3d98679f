package io.weft.event;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers of a JSON text (RFC 8259, 6), exact. */
final class JsonNumberReader {

    /** The most digits that a long always holds. */
    private static final int LONG_DIGITS = 18;

    private final byte[] text;
    private int position;

    JsonNumberReader(byte[] text) {
        this.text = text;
    }

    /** Position after the last number read. */
    int end() {
        return position;
    }

    BigDecimal read(int start) throws JsonException {
        position = start;
        if (present() == '-') {
            position++;
        }
        int firstDigit = position;
        int whole = digits();
        if (whole == 0) {
            throw new JsonException(position == start ? "a value is due" : "a digit is due", position);
        }
        if (whole > 1 && text[firstDigit] == '0') {
            throw new JsonException("a number begins with a needless zero", firstDigit);
        }
        int fraction = 0;
        if (present() == '.') {
            position++;
            fraction = requiredDigits();
        }
        int significandEnd = position;
        int exponent = 0;
        if ((present() | 0x20) == 'e') {
            position++;
            exponent = exponent();
        }
        return exact(start, significandEnd, whole, fraction, exponent);
    }

    private BigDecimal exact(int start, int end, int whole, int fraction, int exponent) throws JsonException {
        if (whole + fraction <= LONG_DIGITS) {
            long unscaled = unscaled(start, end);
            if (unscaled == 0) {
                return BigDecimal.ZERO;
            }
            return bounded(BigDecimal.valueOf(unscaled, fraction - exponent), start);
        }
        if (whole + fraction > CanonicalJson.MAXIMUM_DIGITS) {
            throw tooLong(start);
        }
        String significand = new String(text, start, end - start, StandardCharsets.ISO_8859_1);
        BigDecimal value = new BigDecimal(significand);
        return value.signum() == 0 ? BigDecimal.ZERO : bounded(value.scaleByPowerOfTen(exponent), start);
    }

    private long unscaled(int start, int end) {
        long unscaled = 0;
        for (int i = start; i < end; i++) {
            byte present = text[i];
            if (present >= '0') {
                unscaled = unscaled * 10 + (present - '0');
            }
        }
        return text[start] == '-' ? -unscaled : unscaled;
    }

    private static BigDecimal bounded(BigDecimal value, int start) throws JsonException {
        if (!JsonNumbers.bounded(value)) {
            throw tooLong(start);
        }
        return value;
    }

    private static JsonException tooLong(int start) {
        return new JsonException("a number has more than " + CanonicalJson.MAXIMUM_DIGITS + " digits", start);
    }

    /** An exponent too large for any bounded number is cut to one that is still too large. */
    private int exponent() throws JsonException {
        boolean negative = present() == '-';
        if (negative || present() == '+') {
            position++;
        }
        int first = position;
        requiredDigits();
        int exponent = 0;
        for (int i = first; i < position; i++) {
            exponent = Math.min(exponent * 10 + (text[i] - '0'), 1_000_000);
        }
        return negative ? -exponent : exponent;
    }

    private int requiredDigits() throws JsonException {
        int count = digits();
        if (count == 0) {
            throw new JsonException("a digit is due", position);
        }
        return count;
    }

    private int digits() {
        int first = position;
        while (position < text.length && text[position] >= '0' && text[position] <= '9') {
            position++;
        }
        return position - first;
    }

    private int present() {
        return position < text.length ? text[position] : -1;
    }
}
