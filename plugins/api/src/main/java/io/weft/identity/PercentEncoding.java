package io.weft.identity;

import java.util.HexFormat;

/** Percent-encoding of one path segment of a URI (RFC 3986, 2.1 and 3.3), for the ASCII characters of GS1 keys. */
final class PercentEncoding {

    /** What a segment may hold as it is: unreserved characters, sub-delimiters, {@code :} and {@code @}. */
    private static final String PLAIN_MARKS = "-._~!$&'()*+,;=:@";
    private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

    private PercentEncoding() {
    }

    /** Encodes what a path segment must not hold, and no more. */
    static String encode(String segment) {
        int i = 0;
        while (i < segment.length() && isPlain(segment.charAt(i))) {
            i++;
        }
        if (i == segment.length()) {
            return segment;
        }
        StringBuilder encoded = new StringBuilder(segment.length() + 6).append(segment, 0, i);
        for (; i < segment.length(); i++) {
            char present = segment.charAt(i);
            if (isPlain(present)) {
                encoded.append(present);
            } else {
                encoded.append('%').append(HEXADECIMAL.toHexDigits((byte) present));
            }
        }
        return encoded.toString();
    }

    /**
     * Decodes each {@code %} and its two hexadecimal digits, which a URI is known to have, to the one character of that
     * code. GS1 keys are ASCII: a code above 7F becomes a character that no key holds.
     */
    static String decoded(String segment) {
        int percent = segment.indexOf('%');
        if (percent < 0) {
            return segment;
        }
        StringBuilder decoded = new StringBuilder(segment.length()).append(segment, 0, percent);
        for (int i = percent; i < segment.length(); i++) {
            char present = segment.charAt(i);
            if (present == '%') {
                decoded.append((char) HexFormat.fromHexDigits(segment, i + 1, i + 3));
                i += 2;
            } else {
                decoded.append(present);
            }
        }
        return decoded.toString();
    }

    private static boolean isPlain(char present) {
        return present >= '0' && present <= '9' || present >= 'A' && present <= 'Z' || present >= 'a' && present <= 'z'
                || PLAIN_MARKS.indexOf(present) >= 0;
    }
}
