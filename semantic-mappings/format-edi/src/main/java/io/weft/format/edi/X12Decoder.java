package io.weft.format.edi;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * {@code x12}: one interchange of ASC X12, delimiters as its {@code ISA} declares them. X12 does not declare a charset:
 * US-ASCII, unless the mapping declares another. The message id is sender, receiver and control number; the type those of
 * its transaction sets.
 */
@Component
public final class X12Decoder implements Decoder {

    private static final int HEADER_LENGTH = 106;

    @Override
    public String format() {
        return "x12";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        Faults.requireSize(payload);
        String text = trimmed(Charsets.decode(payload, charset.orElse(StandardCharsets.US_ASCII)));
        if (!text.startsWith("ISA")) {
            throw Faults.undecodable("", text.substring(0, Math.min(3, text.length())), "an interchange starts with ISA");
        }
        Faults.requireAscii("ISA", text.substring(0, Math.min(HEADER_LENGTH, text.length())));
        requireWholeHeader(text);
        List<Segment> segments = Lexer.read(Syntax.X12, text);
        if (!segments.isEmpty()) {
            // Fixed lengths are filled up with spaces, which are no part of the identifiers.
            segments.get(0).elements().replaceAll((name, value) -> value.stripTrailing());
            segments.get(0).elements().values().removeIf(String::isEmpty);
        }
        Interchange interchange = EnvelopeReader.read(Syntax.X12, segments);
        InterchangeTeller teller = new InterchangeTeller(Syntax.X12, interchange);
        teller.tell('.', visitor);
        return new Envelope(id(interchange.header()), teller.types(), teller.faults());
    }

    /** The parser takes the header by its positions, whatever stands there. */
    private static void requireWholeHeader(String text) throws DecodeException {
        if (text.length() >= HEADER_LENGTH) {
            int end = text.indexOf(text.charAt(HEADER_LENGTH - 1));
            if (end < HEADER_LENGTH - 1) {
                throw Faults.undecodable("ISA", text.substring(0, end + 1), "holds the segment terminator as data");
            }
        }
    }

    /** Without the white space around the interchange; a segment may end with white space too, which is no part of it. */
    private static String trimmed(String text) {
        String from = text.stripLeading();
        String trimmed = from.stripTrailing();
        boolean endsWithBlank = from.length() >= HEADER_LENGTH && Character.isWhitespace(from.charAt(HEADER_LENGTH - 1));
        return endsWithBlank && trimmed.length() < from.length() ? trimmed + from.charAt(HEADER_LENGTH - 1) : trimmed;
    }

    private static Optional<String> id(Segment header) {
        Map<String, String> elements = header.elements();
        String reference = elements.getOrDefault("ISA13", "");
        return reference.isEmpty() ? Optional.empty() : Optional.of(elements.getOrDefault("ISA06", "") + "/"
                + elements.getOrDefault("ISA08", "") + "/" + reference);
    }
}
