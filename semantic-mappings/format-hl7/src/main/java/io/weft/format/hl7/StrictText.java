package io.weft.format.hl7;

import io.weft.mapping.DecodeException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of a message as text of the charset that it declares, or not at all: nothing becomes U+FFFD. */
final class StrictText {

    private static final int CHARSET_FIELD = 18;

    private StrictText() {
    }

    /** @param declared what the mapping says; empty to follow MSH-18 */
    static String of(byte[] payload, Optional<Charset> declared) throws DecodeException {
        int mark = utf8Mark(payload);
        if (declared.isPresent()) {
            return decode(payload, mark, declared.get(), "of the mapping");
        }
        String name = charsetName(new String(payload, mark, payload.length - mark, StandardCharsets.ISO_8859_1));
        Charset charset = Charsets.of(name).orElseThrow(() -> Faults.undecodable("MSH-18", name,
                "must be a character set of HL7 table 0211 that writes ASCII as ASCII"));
        if (mark > 0) {
            charset = ofMarked(charset, name);
        }
        String text = decode(payload, mark, charset, "of MSH-18 '" + name + "'");
        if (!charsetName(text).equals(name)) {
            throw Faults.undecodable("MSH-18", name, "reads otherwise once the message is read as " + charset.name());
        }
        return text;
    }

    /** A message that begins with UTF-8's mark is UTF-8, which ASCII is part of. */
    private static Charset ofMarked(Charset charset, String name) throws DecodeException {
        if (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII)) {
            return StandardCharsets.UTF_8;
        }
        throw Faults.undecodable("MSH-18", name, "contradicts the byte order mark of UTF-8 that the message begins with");
    }

    /** MSH-18's first repetition; empty if there is none. */
    private static String charsetName(String message) {
        if (message.length() < 8 || !message.startsWith("MSH")) {
            return "";
        }
        int end = 0;
        while (end < message.length() && message.charAt(end) != '\r' && message.charAt(end) != '\n') {
            end++;
        }
        var fields = Delimiters.split(message.substring(0, end), message.charAt(3));
        if (fields.size() < CHARSET_FIELD) {
            return "";
        }
        char repetition = fields.get(1).length() > 1 ? fields.get(1).charAt(1) : '~';
        return Delimiters.split(fields.get(CHARSET_FIELD - 1), repetition).get(0).strip();
    }

    static String decode(byte[] bytes, int from, Charset charset, String whose) throws DecodeException {
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
            String shown = in.hasRemaining() ? String.format("0x%02X", in.get(in.position())) : "";
            throw Faults.undecodable("", shown, "byte " + in.position() + " is not " + charset.name() + ", the charset "
                    + whose);
        }
        return out.flip().toString();
    }

    private static int utf8Mark(byte[] bytes) {
        return bytes.length >= 3 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF
                ? 3 : 0;
    }
}
