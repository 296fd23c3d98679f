package io.weft.event;

import java.nio.charset.StandardCharsets;

/** Strings of a JSON text (RFC 8259, 7), with UTF-8 checked strictly (RFC 3629): no overlong form, no surrogate. */
final class JsonStringReader {

    private final byte[] text;
    private final StringBuilder characters = new StringBuilder();
    private int position;

    JsonStringReader(byte[] text) {
        this.text = text;
    }

    /** Position after the closing quotation mark of the last string read. */
    int end() {
        return position;
    }

    /** @param quotationMark position of the opening quotation mark */
    String read(int quotationMark) throws JsonException {
        int start = quotationMark + 1;
        position = start;
        while (position < text.length) {
            byte present = text[position];
            if (present == '"') {
                String plain = new String(text, start, position - start, StandardCharsets.ISO_8859_1);
                position++;
                return plain;
            }
            if (present < ' ' || present == '\\') {
                return readMixed(start);
            }
            position++;
        }
        throw new JsonException("the text ends within a string", position);
    }

    private String readMixed(int start) throws JsonException {
        characters.setLength(0);
        characters.append(new String(text, start, position - start, StandardCharsets.ISO_8859_1));
        while (position < text.length) {
            byte present = text[position];
            if (present == '"') {
                position++;
                return characters.toString();
            } else if (present == '\\') {
                escape();
            } else if (present < 0) {
                multibyte();
            } else if (present < ' ') {
                throw new JsonException("a string holds a control character", position);
            } else {
                characters.append((char) present);
                position++;
            }
        }
        throw new JsonException("the text ends within a string", position);
    }

    private void escape() throws JsonException {
        int start = position;
        byte escaped = position + 1 < text.length ? text[position + 1] : 0;
        position += 2;
        switch (escaped) {
            case '"', '\\', '/' -> characters.append((char) escaped);
            case 'b' -> characters.append('\b');
            case 'f' -> characters.append('\f');
            case 'n' -> characters.append('\n');
            case 'r' -> characters.append('\r');
            case 't' -> characters.append('\t');
            case 'u' -> codeUnits(start);
            default -> throw new JsonException("a string holds an unknown escape", start);
        }
    }

    private void codeUnits(int start) throws JsonException {
        char unit = hexadecimal();
        if (Character.isLowSurrogate(unit)) {
            throw new JsonException("a string holds an unpaired surrogate", start);
        }
        characters.append(unit);
        if (Character.isHighSurrogate(unit)) {
            if (position + 1 >= text.length || text[position] != '\\' || text[position + 1] != 'u') {
                throw new JsonException("a string holds an unpaired surrogate", start);
            }
            position += 2;
            char low = hexadecimal();
            if (!Character.isLowSurrogate(low)) {
                throw new JsonException("a string holds an unpaired surrogate", start);
            }
            characters.append(low);
        }
    }

    private char hexadecimal() throws JsonException {
        int unit = 0;
        for (int end = position + 4; position < end; position++) {
            int digit = position < text.length ? hexadecimalDigit(text[position]) : -1;
            if (digit < 0) {
                throw new JsonException("four hexadecimal digits are due", position);
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private static int hexadecimalDigit(byte ascii) {
        if (ascii >= '0' && ascii <= '9') {
            return ascii - '0';
        }
        int lower = ascii | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private void multibyte() throws JsonException {
        int lead = text[position] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            characters.append((char) continued(lead & 0x1F, 1, 0x80));
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            int codePoint = continued(lead & 0x0F, 2, 0x800);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw notUtf8();
            }
            characters.append((char) codePoint);
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            int codePoint = continued(lead & 0x07, 3, 0x1_0000);
            if (codePoint > Character.MAX_CODE_POINT) {
                throw notUtf8();
            }
            characters.appendCodePoint(codePoint);
        } else {
            throw notUtf8();
        }
    }

    private int continued(int lead, int count, int least) throws JsonException {
        int codePoint = lead;
        for (int i = 1; i <= count; i++) {
            if (position + i >= text.length || (text[position + i] & 0xC0) != 0x80) {
                throw notUtf8();
            }
            codePoint = codePoint << 6 | text[position + i] & 0x3F;
        }
        if (codePoint < least) {
            throw notUtf8();
        }
        position += count + 1;
        return codePoint;
    }

    private JsonException notUtf8() {
        return new JsonException("a string is not UTF-8", position);
    }
}
