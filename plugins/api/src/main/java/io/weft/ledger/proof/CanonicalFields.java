package io.weft.ledger.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks canonical JSON and tells each leaf: a string, number, literal, empty object or empty array, with its JSON Pointer
 * (RFC 6901) in UTF-8. The value is told as the bytes that stand in the text, which are its canonical form.
 */
final class CanonicalFields {

    private static final int MAXIMUM_DEPTH = 64;

    /** Is told each leaf in the order of the text. */
    @FunctionalInterface
    interface Visitor {

        /** @param pointer the first {@code pointerLength} bytes are the pointer; valid during the call only */
        void leaf(byte[] pointer, int pointerLength, int valueStart, int valueLength);
    }

    private final byte[] json;
    private final Visitor visitor;
    private byte[] pointer = new byte[256];
    private int pointerLength;
    private int position;

    private CanonicalFields(byte[] json, Visitor visitor) {
        this.json = json;
        this.visitor = visitor;
    }

    static void walk(byte[] json, Visitor visitor) throws MalformedProofException {
        CanonicalFields fields = new CanonicalFields(json, visitor);
        fields.value(0);
        if (fields.position != json.length) {
            throw fields.malformed("text goes on after the value");
        }
    }

    /** The text of a canonical JSON string, given with its quotes. */
    static String string(byte[] json, int start, int length) throws MalformedProofException {
        CanonicalFields fields = new CanonicalFields(Arrays.copyOfRange(json, start, start + length), (p, n, s, l) -> { });
        fields.expect('"');
        fields.name(false);
        return new String(fields.pointer, 0, fields.pointerLength, StandardCharsets.UTF_8);
    }

    private void value(int depth) throws MalformedProofException {
        if (depth > MAXIMUM_DEPTH) {
            throw malformed("nested deeper than " + MAXIMUM_DEPTH + " levels");
        }
        int start = position;
        switch (peek()) {
            case '{' -> object(depth, start);
            case '[' -> array(depth, start);
            case '"' -> {
                skipString();
                tell(start);
            }
            default -> {
                while (position < json.length && isLiteral(json[position])) {
                    position++;
                }
                if (position == start) {
                    throw malformed("no value");
                }
                tell(start);
            }
        }
    }

    private void object(int depth, int start) throws MalformedProofException {
        position++;
        if (peek() == '}') {
            position++;
            tell(start);
            return;
        }
        int length = pointerLength;
        while (true) {
            expect('"');
            append((byte) '/');
            name(true);
            expect(':');
            value(depth + 1);
            pointerLength = length;
            if (peek() == '}') {
                position++;
                return;
            }
            expect(',');
        }
    }

    private void array(int depth, int start) throws MalformedProofException {
        position++;
        if (peek() == ']') {
            position++;
            tell(start);
            return;
        }
        int length = pointerLength;
        for (int index = 0; ; index++) {
            append((byte) '/');
            for (byte digit : Integer.toString(index).getBytes(StandardCharsets.US_ASCII)) {
                append(digit);
            }
            value(depth + 1);
            pointerLength = length;
            if (peek() == ']') {
                position++;
                return;
            }
            expect(',');
        }
    }

    private void tell(int start) {
        visitor.leaf(pointer, pointerLength, start, position - start);
    }

    private void skipString() throws MalformedProofException {
        position++;
        while (peek() != '"') {
            position += json[position] == '\\' ? 2 : 1;
        }
        position++;
    }

    /** Appends the string that begins here, its opening quote read, to the pointer; reads its closing quote. */
    private void name(boolean escape) throws MalformedProofException {
        while (true) {
            byte next = peek();
            position++;
            if (next == '"') {
                return;
            }
            byte character = next == '\\' ? unescaped() : next;
            if (escape && character == '~') {
                append((byte) '~');
                append((byte) '0');
            } else if (escape && character == '/') {
                append((byte) '~');
                append((byte) '1');
            } else {
                append(character);
            }
        }
    }

    private byte unescaped() throws MalformedProofException {
        byte kind = peek();
        position++;
        return switch (kind) {
            case '"', '\\' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> control();
            default -> throw malformed("escape is not canonical");
        };
    }

    /** Canonical JSON writes only control characters, below 0x20, as four digits. */
    private byte control() throws MalformedProofException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw malformed("escape is not canonical");
            }
            code = code << 4 | digit;
            position++;
        }
        if (code >= 0x20) {
            throw malformed("escape is not canonical");
        }
        return (byte) code;
    }

    private static boolean isLiteral(byte character) {
        return character >= '0' && character <= '9' || character >= 'a' && character <= 'z'
                || character == '-' || character == '.';
    }

    private void append(byte character) {
        if (pointerLength == pointer.length) {
            pointer = Arrays.copyOf(pointer, 2 * pointer.length);
        }
        pointer[pointerLength++] = character;
    }

    private void expect(char expected) throws MalformedProofException {
        if (peek() != expected) {
            throw malformed("'" + expected + "' expected");
        }
        position++;
    }

    private byte peek() throws MalformedProofException {
        if (position >= json.length) {
            throw malformed("text ends too soon");
        }
        return json[position];
    }

    private MalformedProofException malformed(String rule) {
        return new MalformedProofException("canonical JSON: at byte " + position + ": " + rule);
    }
}
