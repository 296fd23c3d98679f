package io.weft.format.edi;

import io.weft.mapping.DecodeException;

/**
 * An interchange without release characters: what they release stands as a character that no text has meanwhile. The parser
 * does not know them in {@code UNB} and {@code UNZ}, whose separators it looks for itself.
 *
 * @param text     of the interchange
 * @param services component separator, element separator, release character and terminator, in this order
 */
record Released(String text, String services) {

    private static final int ADVICE_LENGTH = 9;
    private static final String DEFAULT = ":+?'";
    /** Unicode 15.0, 23.7: noncharacters, which are not interchanged. */
    private static final char FIRST = '\uFDD0';
    private static final char NO_RELEASE = ' ';

    static Released of(String text) throws DecodeException {
        boolean advised = text.startsWith("UNA") && text.length() >= ADVICE_LENGTH;
        String services = advised ? text.substring(3, 5) + text.charAt(6) + text.charAt(8) : DEFAULT;
        StringBuilder plain = new StringBuilder(text.length());
        int at = advised ? ADVICE_LENGTH : 0;
        plain.append(text, 0, at);
        requireSeparator(text, at, services.charAt(1));
        char release = services.charAt(2);
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character >= FIRST && character < FIRST + services.length()) {
                throw Faults.undecodable("", String.format("U+%04X", (int) character), "is no character");
            }
            if (character == release && release != NO_RELEASE && at < text.length()) {
                int service = services.indexOf(text.charAt(at));
                plain.append(service < 0 ? text.charAt(at) : (char) (FIRST + service));
                at++;
            } else {
                plain.append(character);
            }
        }
        return new Released(plain.toString(), services);
    }

    /** The parser takes whatever stands behind the tag for a separator. */
    private static void requireSeparator(String text, int from, char separator) throws DecodeException {
        int header = text.indexOf("UNB", from);
        int at = header + "UNB".length();
        if (header >= 0 && at < text.length() && text.charAt(at) != separator) {
            throw Faults.undecodable("UNB", String.valueOf(text.charAt(at)), "must be followed by the element separator, '"
                    + separator + "' (ISO 9735-1, 7)");
        }
    }

    /** As the sender meant it. */
    String shown(String value) {
        StringBuilder shown = new StringBuilder(value);
        for (int i = 0; i < shown.length(); i++) {
            int service = shown.charAt(i) - FIRST;
            if (service >= 0 && service < services.length()) {
                shown.setCharAt(i, services.charAt(service));
            }
        }
        return shown.toString();
    }
}
