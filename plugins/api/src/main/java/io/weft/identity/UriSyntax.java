package io.weft.identity;

import java.util.HexFormat;

/** The characters of an absolute URI (RFC 3986). */
public final class UriSyntax {

    private static final String MARKS = "-._~:/?#[]@!$&'()*+,;=";

    private UriSyntax() {
    }

    /** Whether the text is a scheme, a colon and at least one more character, all of them allowed in a URI. */
    public static boolean isUri(String text) {
        int colon = schemeLength(text);
        if (colon < 1 || colon == text.length() - 1) {
            return false;
        }
        for (int i = colon + 1; i < text.length(); i++) {
            char present = text.charAt(i);
            if (present == '%') {
                if (i + 2 >= text.length() || !HexFormat.isHexDigit(text.charAt(i + 1))
                        || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!isLetter(present) && !isDigit(present) && MARKS.indexOf(present) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Length of the scheme before its colon, or -1. */
    private static int schemeLength(String text) {
        for (int i = 0; i < text.length(); i++) {
            char present = text.charAt(i);
            if (present == ':') {
                return i;
            }
            boolean later = i > 0 && (isDigit(present) || present == '+' || present == '-' || present == '.');
            if (!isLetter(present) && !later) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isLetter(char present) {
        return present >= 'a' && present <= 'z' || present >= 'A' && present <= 'Z';
    }

    private static boolean isDigit(char present) {
        return present >= '0' && present <= '9';
    }
}
