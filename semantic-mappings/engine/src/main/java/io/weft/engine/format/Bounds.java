package io.weft.engine.format;

import io.weft.event.ErrorClass;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;

/** How large a message may be; the same for every format. */
public final class Bounds {

    /** Bytes of a payload, and characters of a template's output. */
    public static final int MAXIMUM_BYTES = 16 * 1024 * 1024;
    /** Levels of objects and arrays. */
    public static final int MAXIMUM_DEPTH = 64;
    /** Texts, numbers, booleans, nulls, objects and arrays of one message. */
    public static final int MAXIMUM_VALUES = 1_000_000;
    /** Digits of a number before and after its decimal mark together, exponents written out. */
    public static final int MAXIMUM_DIGITS = 200;

    private Bounds() {
    }

    static void requireSize(byte[] payload) throws DecodeException {
        if (payload.length > MAXIMUM_BYTES) {
            throw reached("PAYLOAD_TOO_LARGE", Integer.toString(payload.length),
                    "a message has at most " + MAXIMUM_BYTES + " bytes");
        }
    }

    static DecodeException tooDeep() {
        return reached("TOO_DEEP", "", "a message is nested at most " + MAXIMUM_DEPTH + " levels deep");
    }

    static DecodeException tooMany() {
        return reached("TOO_MANY_VALUES", "", "a message has at most " + MAXIMUM_VALUES + " values");
    }

    static DecodeException undecodable(String field, String value, String rule) {
        return new DecodeException(Rejection.user("UNDECODABLE", field, value, rule));
    }

    private static DecodeException reached(String code, String value, String rule) {
        return new DecodeException(new Rejection(code, ErrorClass.RESOURCES, "", value, rule));
    }
}
