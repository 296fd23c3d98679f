package io.weft.format.epcis;

import io.weft.mapping.DecodeException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an XML document in the charset of its byte order mark, else its declaration, else UTF-8 (XML 1.0, 4.3.3 and
 * appendix F), or not at all: malformed input is never replaced by U+FFFD.
 */
final class Charsets {

    private static final int DECLARATION = 200;
    private static final Pattern DECLARED = Pattern.compile("\\A<\\?xml\\s[^>]*>");
    private static final Pattern ENCODING =
            Pattern.compile("\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,40})[\"']");

    private Charsets() {
    }

    static String text(byte[] payload, Optional<Charset> declared) throws DecodeException {
        int mark = markLength(payload);
        Optional<Charset> own = mark > 0 ? Optional.of(ofMark(payload, mark)) : declaration(payload);
        if (own.isPresent() && declared.isPresent() && !own.get().equals(declared.get())) {
            throw Faults.undecodable("encoding", own.get().name(),
                    "the mapping declares " + declared.get().name() + ", the document another charset");
        }
        return decode(payload, mark, own.or(() -> declared).orElse(StandardCharsets.UTF_8));
    }

    private static int markLength(byte[] payload) {
        if (starts(payload, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        return starts(payload, 0xFE, 0xFF) || starts(payload, 0xFF, 0xFE) ? 2 : 0;
    }

    private static boolean starts(byte[] payload, int... mark) {
        if (payload.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((payload[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Charset ofMark(byte[] payload, int mark) {
        if (mark == 3) {
            return StandardCharsets.UTF_8;
        }
        return (payload[0] & 0xFF) == 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    /** The parser is given text and looks at no encoding: what is wrong with it has to be found here. */
    private static Optional<Charset> declaration(byte[] payload) throws DecodeException {
        String start = new String(payload, 0, Math.min(payload.length, DECLARATION), StandardCharsets.ISO_8859_1);
        if (!start.startsWith("<?xml")) {
            return Optional.empty();
        }
        Matcher declared = DECLARED.matcher(start);
        if (!declared.find()) {
            throw Faults.undecodable("encoding", "", "the XML declaration does not end within " + DECLARATION + " bytes");
        }
        Matcher matcher = ENCODING.matcher(declared.group());
        if (!matcher.find()) {
            if (declared.group().contains("encoding")) {
                throw Faults.undecodable("encoding", declared.group(),
                        "an encoding is named by Latin letters, digits, '.', '_' and '-' (XML 1.0, 4.3.3)");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(matcher.group(1)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Faults.undecodable("encoding", matcher.group(1), "this charset is not known");
        }
    }

    private static String decode(byte[] bytes, int from, Charset charset) throws DecodeException {
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
            throw Faults.undecodable("", shown, "byte " + in.position() + " is not " + charset.name());
        }
        return out.flip().toString();
    }
}
