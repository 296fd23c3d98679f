package io.weft.adapter.hl7;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an acknowledgement needs of a message: its MSH, byte by byte (each byte as the character of its value), because an
 * acknowledgement repeats the fields as they came, whatever their charset.
 *
 * @param fields MSH-1 at 0; MSH-n at n - 1
 */
record MessageHeader(List<String> fields) {

    private static final int MAXIMUM_LENGTH = 4096;

    /** Empty if the bytes do not begin with an MSH that can be answered. */
    static Optional<MessageHeader> of(byte[] message) {
        int start = startsWithMark(message) ? 3 : 0;
        String text = new String(message, start, Math.min(message.length - start, MAXIMUM_LENGTH), StandardCharsets.ISO_8859_1);
        int end = 0;
        while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
            end++;
        }
        if (!text.startsWith("MSH") || end < 8 || Character.isLetterOrDigit(text.charAt(3))) {
            return Optional.empty();
        }
        String separator = text.substring(3, 4);
        String[] rest = text.substring(4, end).split(java.util.regex.Pattern.quote(separator), -1);
        String[] fields = new String[rest.length + 1];
        fields[0] = separator;
        System.arraycopy(rest, 0, fields, 1, rest.length);
        return Optional.of(new MessageHeader(Arrays.asList(fields)));
    }

    private static boolean startsWithMark(byte[] message) {
        return message.length > 3 && message[0] == (byte) 0xEF && message[1] == (byte) 0xBB && message[2] == (byte) 0xBF;
    }

    /** MSH-n as written; empty if it is not there. */
    String field(int number) {
        return number <= fields.size() ? fields.get(number - 1) : "";
    }

    /** A component of MSH-n, from 1. */
    String component(int number, int component) {
        String encoding = field(2);
        if (encoding.isEmpty()) {
            return field(number);
        }
        String[] components = field(number).split(java.util.regex.Pattern.quote(encoding.substring(0, 1)), -1);
        return component <= components.length ? components[component - 1] : "";
    }

    /** MSH-10. */
    String controlId() {
        return field(10);
    }

    /** Whether the sender asks for enhanced acknowledgement (HL7 v2.5, 2.9.3): MSH-15 or MSH-16 has a value. */
    boolean enhanced() {
        return !field(15).isEmpty() || !field(16).isEmpty();
    }

    /** Whether the sender wants an accept acknowledgement. */
    boolean wantsAccept(boolean success) {
        return wants(field(15), success);
    }

    /** Whether the sender wants an application acknowledgement. */
    boolean wantsApplication(boolean success) {
        return wants(field(16), success);
    }

    /** HL7 table 0155; in enhanced mode an empty field is NE. */
    private static boolean wants(String condition, boolean success) {
        return switch (condition) {
            case "AL" -> true;
            case "ER" -> !success;
            case "SU" -> success;
            default -> false;
        };
    }
}
