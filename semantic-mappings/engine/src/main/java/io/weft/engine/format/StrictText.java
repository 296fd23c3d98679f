package io.weft.engine.format;

import io.weft.mapping.DecodeException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes as text of a charset, or not at all: malformed input is refused, never replaced by U+FFFD. */
final class StrictText {

    private StrictText() {
    }

    static String decode(byte[] bytes, int from, Charset charset) throws DecodeException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate((int) (in.remaining() * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        if (result.isError()) {
            throw Bounds.undecodable("", shown(bytes, in.position()),
                    "byte " + in.position() + " is not " + charset.name());
        }
        return out.flip().toString();
    }

    private static String shown(byte[] bytes, int position) {
        return position < bytes.length ? String.format("0x%02X", bytes[position]) : "";
    }

    /** Length of a UTF-8 byte order mark at the start: 3 or 0. */
    static int utf8Mark(byte[] bytes) {
        return bytes.length >= 3 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF
                ? 3 : 0;
    }

    static byte[] encodeUtf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the document holds an unpaired surrogate", e);
        }
    }
}
