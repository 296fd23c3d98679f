package io.weft.format.hl7;

import io.weft.mapping.DecodeException;
import java.util.ArrayList;
import java.util.List;

/**
 * The characters that a message separates its parts by: MSH-1 and MSH-2 (HL7 v2.5, 2.5.4).
 *
 * @param encoding MSH-2 as written: component, repetition, escape, subcomponent, and since v2.7 truncation
 */
record Delimiters(char field, String encoding) {

    static final Delimiters RECOMMENDED = new Delimiters('|', "^~\\&");

    /** A character that no text holds: the TreeVisitor refuses it, so nothing is ever split by it. */
    private static final char NONE = 0;

    /** @param message text that begins with a segment MSH */
    static Delimiters of(String message) throws DecodeException {
        char field = message.length() > 3 ? message.charAt(3) : NONE;
        int end = 4;
        while (end < message.length() && message.charAt(end) != field && message.charAt(end) != '\r'
                && message.charAt(end) != '\n') {
            end++;
        }
        return of(field, end <= message.length() ? message.substring(Math.min(4, message.length()), end) : "");
    }

    static Delimiters of(char field, String encoding) throws DecodeException {
        if (!isDelimiter(field)) {
            throw Faults.undecodable("MSH-1", printable(field), "a field separator is a printable ASCII character that is "
                    + "neither letter nor digit (HL7 v2.5, 2.5.4)");
        }
        String all = field + encoding;
        boolean distinct = all.chars().distinct().count() == all.length();
        if (encoding.isEmpty() || encoding.length() > 5 || !distinct
                || !encoding.chars().allMatch(character -> isDelimiter((char) character))) {
            throw Faults.undecodable("MSH-2", encoding, "encoding characters are one to five different printable ASCII "
                    + "characters, none a letter, a digit or the field separator (HL7 v2.5, 2.5.4)");
        }
        return new Delimiters(field, encoding);
    }

    private static boolean isDelimiter(char character) {
        return character > ' ' && character < 0x7F && !Character.isLetterOrDigit(character);
    }

    private static String printable(char character) {
        return character == NONE ? "" : String.format("U+%04X", (int) character);
    }

    char component() {
        return at(0);
    }

    char repetition() {
        return at(1);
    }

    char escape() {
        return at(2);
    }

    char subcomponent() {
        return at(3);
    }

    char truncation() {
        return at(4);
    }

    private char at(int position) {
        return position < encoding.length() ? encoding.charAt(position) : NONE;
    }

    /** The parts of a text, the empty ones too; one part where the separator does not occur. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = separatorAt(text, separator, 0); end >= 0; end = separatorAt(text, separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static int separatorAt(String text, char separator, int from) {
        return separator == NONE ? -1 : text.indexOf(separator, from);
    }
}
