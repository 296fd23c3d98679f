package io.weft.format.csv;

import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a text apart into records (RFC 4180, with the declared delimiter and quote). A field is quoted whole or not at
 * all; a line ends with CR LF, LF or CR. Positions are told by line, the first is 1.
 */
final class CsvReader {

    private static final int END = -1;
    private static final int MOST_FIELDS = 4_096;

    private final String text;
    private final CsvOptions options;
    private final int endOfContent;
    private int position;
    private int line = 1;
    private int recordLine;

    CsvReader(String text, CsvOptions options) {
        this.text = text;
        this.options = options;
        this.endOfContent = endOfContent(text);
    }

    private static int endOfContent(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    boolean isAtEnd() {
        return position == text.length();
    }

    /** Where the record that was read last begins. */
    int recordLine() {
        return recordLine;
    }

    /** Whether nothing but line ends is left. */
    boolean isOnlyLineEndsLeft() {
        return position >= endOfContent;
    }

    /** A line as it is, without its end. */
    String line() {
        recordLine = line;
        int begin = position;
        while (!isAtEnd() && !atLineEnd()) {
            position++;
        }
        String read = text.substring(begin, position);
        endLine();
        return read;
    }

    List<String> record() throws DecodeException {
        recordLine = line;
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (peek() == options.delimiter()) {
            advance();
            if (fields.size() == MOST_FIELDS) {
                throw refused("" + (MOST_FIELDS + 1), "a record has at most " + MOST_FIELDS + " fields");
            }
            fields.add(field());
        }
        endLine();
        return fields;
    }

    private String field() throws DecodeException {
        return isQuote(peek()) ? quoted() : plain();
    }

    private String plain() throws DecodeException {
        int begin = position;
        while (peek() != END && peek() != options.delimiter() && !atLineEnd()) {
            if (isQuote(peek())) {
                throw refused(text.substring(begin, position + 1), "a quote stands in a field that does not begin with one");
            }
            if (peek() == 0) {
                throw refused("U+0000", "a text file has no such character");
            }
            advance();
        }
        return text.substring(begin, position);
    }

    private String quoted() throws DecodeException {
        int beginLine = line;
        advance();
        StringBuilder field = new StringBuilder();
        while (true) {
            int next = peek();
            if (next == END) {
                throw refused("line " + beginLine, "a quoted field does not end");
            }
            if (isQuote(next)) {
                advance();
                if (!isQuote(peek())) {
                    break;
                }
            }
            if (next == '\n' || next == '\r' && !text.startsWith("\r\n", position)) {
                line++;
            }
            field.appendCodePoint(next);
            advance();
        }
        if (peek() != END && peek() != options.delimiter() && !atLineEnd()) {
            throw refused(field.toString(), "text follows the quote that ends a field");
        }
        return field.toString();
    }

    private boolean isQuote(int character) {
        return options.quote().isPresent() && character == options.quote().getAsInt();
    }

    private boolean atLineEnd() {
        return peek() == '\n' || peek() == '\r';
    }

    private void endLine() {
        if (text.startsWith("\r\n", position)) {
            position += 2;
            line++;
        } else if (atLineEnd()) {
            position++;
            line++;
        }
    }

    private int peek() {
        return isAtEnd() ? END : text.codePointAt(position);
    }

    private void advance() {
        position += Character.charCount(text.codePointAt(position));
    }

    DecodeException refused(String value, String rule) {
        return new DecodeException(Rejection.user("NOT_CSV", "line " + line, value, rule));
    }
}
