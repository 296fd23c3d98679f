package io.weft.event;

/**
 * The one canonical text of a JSON value, which everything that is evidenced is hashed in: UTF-8, no white space,
 * object members sorted by the UTF-16 code units of their names, only the escapes that RFC 8259 demands in their
 * shortest form (as RFC 8785), and numbers as exact decimals without exponent, sign of zero or trailing zeros
 * (unlike RFC 8785, whose binary doubles would change a quantity). {@code docs/canonical-json.md} has it with test
 * vectors.
 *
 * <p>A value is a {@code Map<String, ?>}, {@code List<?>}, {@code String}, {@link java.math.BigDecimal}, {@code Integer},
 * {@code Long}, {@code Boolean} or, as JSON's null, {@link #NULL}. Every text that {@link #write} makes {@link #read}
 * takes, and gives the same value, each number as a BigDecimal.
 */
public final class CanonicalJson {

    /** JSON's {@code null}. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    /** Deepest nesting of objects and arrays, read or written; a bare number or string has depth 0. */
    public static final int MAXIMUM_DEPTH = 64;

    /** Most digits that a number may need when it is written without an exponent. */
    public static final int MAXIMUM_DIGITS = 1_000;

    private CanonicalJson() {
    }

    /**
     * @throws IllegalArgumentException if the value holds another type, an unpaired surrogate, more than
     *                                  {@value #MAXIMUM_DEPTH} levels or a number of more than {@value #MAXIMUM_DIGITS}
     *                                  digits
     */
    public static byte[] write(Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value, 0);
        return writer.toByteArray();
    }

    /**
     * Reads any JSON text (RFC 8259, UTF-8), canonical or not; maps keep the order of the text. Maps and lists are new
     * and belong to the caller.
     *
     * @throws JsonException if the text is not JSON, repeats a member name, holds an unpaired surrogate, is deeper than
     *                       {@value #MAXIMUM_DEPTH} levels, or holds a number of more than {@value #MAXIMUM_DIGITS} digits
     */
    public static Object read(byte[] utf8) throws JsonException {
        return new JsonReader(utf8).document();
    }
}
