package io.weft.format.idoc.flat;

import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** A line of a flat IDoc, whose fields are cut by bytes or by characters. */
interface FlatRecord {

    /** Length in the units of the file. */
    int length();

    /**
     * A field's text without the spaces that fill it up.
     *
     * @param path of the field, for refusals
     */
    String text(int offset, int length, String path) throws DecodeException;

    /** A line that was decoded whole; SAP counts the units of UTF-16, as Java does. */
    record Characters(String line) implements FlatRecord {

        @Override
        public int length() {
            return line.length();
        }

        @Override
        public String text(int offset, int length, String path) {
            if (offset >= line.length()) {
                return "";
            }
            return withoutFilling(line.substring(offset, Math.min(line.length(), offset + length)));
        }
    }

    /** Bytes of a code page: a field may not cut a character in two. */
    record Bytes(byte[] payload, int from, int length, Charset charset) implements FlatRecord {

        @Override
        public String text(int offset, int size, String path) throws DecodeException {
            int start = Math.min(offset, length);
            int end = Math.min(length, offset + size);
            return withoutFilling(decode(payload, from + start, end - start, charset, path));
        }
    }

    /** Spaces fill up; other white space, a tab or the ideographic space, is the sender's. */
    private static String withoutFilling(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Text of the charset, or a refusal; never U+FFFD. */
    static String decode(byte[] bytes, int from, int length, Charset charset, String path) throws DecodeException {
        try {
            CharBuffer text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes, from, length));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw refused(path, "", "bytes " + from + " to " + (from + length) + " are not " + charset.name()
                    + "; is the code page right, and are positions bytes or characters?");
        }
    }

    static DecodeException refused(String field, String value, String rule) {
        return new DecodeException(Rejection.user("UNDECODABLE", field, value, rule));
    }
}
