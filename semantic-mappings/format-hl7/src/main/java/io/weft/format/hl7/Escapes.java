package io.weft.format.hl7;

import io.weft.mapping.DecodeException;
import java.nio.charset.Charset;
import java.util.HexFormat;

/**
 * Escape sequences (HL7 v2.5, 2.7). Delimiters, {@code \X..\} and {@code \.br\} become what they stand for; formatting
 * commands, {@code \H\}, {@code \N\}, local {@code \Z..\} and an escape character that begins no sequence stay as written.
 */
final class Escapes {

    private final Delimiters delimiters;
    private final Charset charset;

    /** @param charset in which {@code \X..\} gives bytes */
    Escapes(Delimiters delimiters, Charset charset) {
        this.delimiters = delimiters;
        this.charset = charset;
    }

    /** @param field where the text stands, for example {@code OBX-5} */
    String read(String text, String field) throws DecodeException {
        char escape = delimiters.escape();
        int start = escape == 0 ? -1 : text.indexOf(escape);
        if (start < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int copied = 0;
        while (start >= 0) {
            int end = text.indexOf(escape, start + 1);
            if (end < 0) {
                break;
            }
            plain.append(text, copied, start);
            String meaning = meaning(text.substring(start + 1, end), field);
            // What is no sequence stays, and its second escape character may begin one.
            plain.append(meaning == null ? text.substring(start, end) : meaning);
            copied = meaning == null ? end : end + 1;
            start = meaning == null ? end : text.indexOf(escape, copied);
        }
        return plain.append(text, copied, text.length()).toString();
    }

    /** Null if the sequence is none. */
    private String meaning(String sequence, String field) throws DecodeException {
        if (sequence.isEmpty()) {
            return null;
        }
        char first = sequence.charAt(0);
        if (sequence.length() == 1) {
            return switch (first) {
                case 'F' -> String.valueOf(delimiters.field());
                case 'S' -> of(delimiters.component());
                case 'T' -> of(delimiters.subcomponent());
                case 'R' -> of(delimiters.repetition());
                case 'E' -> of(delimiters.escape());
                case 'P' -> of(delimiters.truncation());
                case 'H', 'N' -> asWritten(sequence);
                default -> null;
            };
        }
        if (sequence.equals(".br")) {
            return "\n";
        }
        if (first == 'X' && sequence.substring(1).matches("([0-9A-Fa-f]{2})+")) {
            return StrictText.decode(HexFormat.of().parseHex(sequence.substring(1)), 0, charset, "of " + field + " "
                    + asWritten(sequence));
        }
        if (first == 'C' && sequence.matches("C[0-9A-F]{4}") || first == 'M' && sequence.matches("M([0-9A-F]{2}){2,3}")) {
            throw Faults.undecodable(field, asWritten(sequence), "switches the character set (ISO 2022), which is not "
                    + "supported: one message has one character set");
        }
        return sequence.matches("\\.(sp|in|ti|sk|fi|nf|ce)[+-]?[0-9]*|Z[0-9A-Fa-f]+") ? asWritten(sequence) : null;
    }

    private static String of(char delimiter) {
        return delimiter == 0 ? null : String.valueOf(delimiter);
    }

    private String asWritten(String sequence) {
        return delimiters.escape() + sequence + delimiters.escape();
    }

    /** The text with its delimiters and line ends escaped. */
    String write(String text) {
        StringBuilder written = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            String sequence = sequence(character);
            if (sequence == null) {
                written.append(character);
            } else {
                written.append(delimiters.escape()).append(sequence).append(delimiters.escape());
            }
        }
        return written.toString();
    }

    private String sequence(char character) {
        if (character == delimiters.field()) {
            return "F";
        }
        return switch (delimiters.encoding().indexOf(character)) {
            case 0 -> "S";
            case 1 -> "R";
            case 2 -> "E";
            case 3 -> "T";
            case 4 -> "P";
            default -> character == '\n' ? ".br" : character < ' ' ? String.format("X%02X", (int) character) : null;
        };
    }
}
