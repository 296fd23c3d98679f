package io.weft.format.hl7;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** HL7's names of character sets (table 0211), and what Java calls them. */
final class Charsets {

    private static final Pattern LATIN = Pattern.compile("8859/([1-9]|15)");
    private static final Map<String, String> NAMES = Map.of(
            "", "US-ASCII",
            "ASCII", "US-ASCII",
            "ISO IR6", "US-ASCII",
            "UNICODE UTF-8", "UTF-8",
            "GB 18030-2000", "GB18030",
            "BIG-5", "Big5",
            "KS X 1001", "EUC-KR");

    private Charsets() {
    }

    /**
     * @param name MSH-18's first repetition; empty is ASCII (HL7 v2.5, 2.15.9.18). A name of the IANA register is
     *             understood too, since many systems write {@code UTF-8}
     * @return empty if the name is unknown, or ASCII is not written in it as ASCII, so that the header cannot be read
     */
    static Optional<Charset> of(String name) {
        java.util.regex.Matcher latin = LATIN.matcher(name);
        String known = latin.matches() ? "ISO-8859-" + latin.group(1) : NAMES.getOrDefault(name, name);
        try {
            Charset charset = Charset.forName(known);
            return writesAscii(charset) ? Optional.of(charset) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static boolean writesAscii(Charset charset) {
        String header = "MSH|^~\\&\r";
        return charset.canEncode()
                && java.util.Arrays.equals(header.getBytes(charset), header.getBytes(StandardCharsets.US_ASCII));
    }
}
