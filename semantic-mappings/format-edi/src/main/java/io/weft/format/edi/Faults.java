package io.weft.format.edi;

import io.weft.event.ErrorClass;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;

/** How an interchange is refused. */
final class Faults {

    /** Bytes of an interchange. */
    static final int MAXIMUM_BYTES = 16 * 1024 * 1024;
    /** Segments and elements of an interchange. */
    static final int MAXIMUM_PARTS = 1_000_000;

    private Faults() {
    }

    static DecodeException undecodable(String field, String value, String rule) {
        return new DecodeException(Rejection.user("UNDECODABLE", field, value, rule));
    }

    /** Delimiters are ASCII, so that they stand for themselves in every charset. */
    static void requireAscii(String field, String header) throws DecodeException {
        if (!header.chars().allMatch(character -> character < 0x80)) {
            throw undecodable(field, header, "must be ASCII, its delimiters included");
        }
    }

    static void requireSize(byte[] payload) throws DecodeException {
        if (payload.length > MAXIMUM_BYTES) {
            throw bound("PAYLOAD_TOO_LARGE", payload.length, "an interchange has at most " + MAXIMUM_BYTES + " bytes");
        }
    }

    static void requireParts(int parts) throws DecodeException {
        if (parts > MAXIMUM_PARTS) {
            throw bound("TOO_MANY_VALUES", parts, "an interchange has at most " + MAXIMUM_PARTS + " elements");
        }
    }

    /** @param segment its position and tag */
    static DecodeException tooLong(String segment) {
        return new DecodeException(new Rejection("ELEMENT_TOO_LONG", ErrorClass.RESOURCES, segment, "",
                "a component of an element has at most 4096 bytes of UTF-8"));
    }

    private static DecodeException bound(String code, int value, String rule) {
        return new DecodeException(new Rejection(code, ErrorClass.RESOURCES, "", Integer.toString(value), rule));
    }
}
