package io.weft.format.edi;

import io.weft.mapping.DecodeException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Character sets by the syntax identifier of {@code UNB} (ISO 9735-1, code list 0001), and bytes as text of a charset or
 * not at all.
 */
final class Charsets {

    private static final Map<String, Charset> BY_SYNTAX = Map.ofEntries(
            // A and B are subsets of ISO 646, of upper-case letters and of all.
            Map.entry("UNOA", StandardCharsets.US_ASCII), Map.entry("UNOB", StandardCharsets.US_ASCII),
            Map.entry("UNOC", StandardCharsets.ISO_8859_1), Map.entry("UNOD", Charset.forName("ISO-8859-2")),
            Map.entry("UNOE", Charset.forName("ISO-8859-5")), Map.entry("UNOF", Charset.forName("ISO-8859-7")),
            Map.entry("UNOG", Charset.forName("ISO-8859-3")), Map.entry("UNOH", Charset.forName("ISO-8859-4")),
            Map.entry("UNOI", Charset.forName("ISO-8859-6")), Map.entry("UNOJ", Charset.forName("ISO-8859-8")),
            Map.entry("UNOK", Charset.forName("ISO-8859-9")), Map.entry("UNOW", StandardCharsets.UTF_8),
            Map.entry("UNOY", StandardCharsets.UTF_8));

    private Charsets() {
    }

    /** @throws DecodeException if nothing says which characters the bytes are: {@code UNOX} switches by escapes */
    static Charset ofSyntax(String identifier) throws DecodeException {
        Charset charset = BY_SYNTAX.get(identifier);
        if (charset == null) {
            throw Faults.undecodable("UNB.UNB01", identifier,
                    "must be UNOA to UNOK, UNOW or UNOY, or the mapping must declare source.charset");
        }
        return charset;
    }

    static String decode(byte[] bytes, Charset charset) throws DecodeException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        if (result.isError()) {
            int at = in.position();
            String value = at < bytes.length ? String.format("0x%02X", bytes[at]) : "";
            throw Faults.undecodable("", value, "byte " + at + " is not " + charset.name());
        }
        return out.flip().toString();
    }

    /** @throws IllegalArgumentException if the charset has not all the characters */
    static byte[] encode(String text, Charset charset) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the interchange holds a character that is not of " + charset.name(), e);
        }
    }
}
