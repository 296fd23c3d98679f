package io.weft.engine.format;

import io.weft.mapping.DecodeException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The charset of an XML document: its byte order mark, else its declaration, else UTF-8 (XML 1.0, 4.3.3 and appendix F).
 * Where the mapping declares one as well, both must agree.
 */
final class XmlEncoding {

    private static final int DECLARATION = 200;
    private static final Pattern DECLARED = Pattern.compile("\\A<\\?xml\\s[^>]*>");
    private static final Pattern ENCODING =
            Pattern.compile("\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,40})[\"']");

    private XmlEncoding() {
    }

    static String text(byte[] payload, Optional<Charset> declared) throws DecodeException {
        int mark = markLength(payload);
        Optional<Charset> own = mark > 0 ? Optional.of(markCharset(payload, mark)) : declaration(payload);
        if (own.isPresent() && declared.isPresent() && !own.get().equals(declared.get())) {
            throw Bounds.undecodable("encoding", own.get().name(),
                    "the mapping declares " + declared.get().name() + ", the document another charset");
        }
        return StrictText.decode(payload, mark, own.or(() -> declared).orElse(StandardCharsets.UTF_8));
    }

    private static int markLength(byte[] payload) {
        int utf8 = StrictText.utf8Mark(payload);
        if (utf8 > 0 || payload.length < 2) {
            return utf8;
        }
        int first = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        return first == 0xFEFF || first == 0xFFFE ? 2 : 0;
    }

    private static Charset markCharset(byte[] payload, int mark) {
        if (mark == 3) {
            return StandardCharsets.UTF_8;
        }
        return (payload[0] & 0xFF) == 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    /**
     * Every charset that an unmarked document may declare writes the declaration itself in ASCII. The parser is given
     * text and looks at no encoding: what is wrong with it has to be found here.
     */
    private static Optional<Charset> declaration(byte[] payload) throws DecodeException {
        String start = new String(payload, 0, Math.min(payload.length, DECLARATION), StandardCharsets.ISO_8859_1);
        if (!start.startsWith("<?xml") || start.length() > 5 && !Character.isWhitespace(start.charAt(5))) {
            return Optional.empty();
        }
        Matcher declared = DECLARED.matcher(start);
        if (!declared.find()) {
            throw Bounds.undecodable("encoding", "", "the XML declaration does not end within " + DECLARATION + " bytes");
        }
        Matcher matcher = ENCODING.matcher(declared.group());
        if (!matcher.find()) {
            if (declared.group().contains("encoding")) {
                throw Bounds.undecodable("encoding", declared.group(),
                        "an encoding is named by Latin letters, digits, '.', '_' and '-' (XML 1.0, 4.3.3)");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(matcher.group(1)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw Bounds.undecodable("encoding", matcher.group(1), "this charset is not known");
        }
    }
}
