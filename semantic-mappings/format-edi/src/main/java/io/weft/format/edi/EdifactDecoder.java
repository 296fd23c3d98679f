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
 * {@code edifact}: one interchange of ISO 9735. The service string advice {@code UNA} is honoured, the charset is the one
 * that the mapping declares, else that of the syntax identifier. The message id is sender, recipient and control
 * reference; the type those of its messages.
 */
@Component
public final class EdifactDecoder implements Decoder {

    private static final int ADVICE_LENGTH = 9;
    private static final int DECIMAL_MARK = 5;

    @Override
    public String format() {
        return "edifact";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        Faults.requireSize(payload);
        int start = start(payload);
        String text = Charsets.decode(payload, charset.isPresent() ? charset.get() : declared(payload, start))
                .substring(start);
        char decimal = '.';
        if (text.startsWith("UNA")) {
            Faults.requireAscii("UNA", text.substring(0, Math.min(ADVICE_LENGTH, text.length())));
            decimal = text.length() < ADVICE_LENGTH ? 0 : text.charAt(DECIMAL_MARK);
            requireMark(decimal);
        }
        List<Segment> segments = Lexer.read(Syntax.EDIFACT, text);
        boolean advised = !segments.isEmpty() && segments.get(0).tag().equals("UNA");
        Interchange interchange = EnvelopeReader.read(Syntax.EDIFACT,
                advised ? segments.subList(1, segments.size()) : segments);
        InterchangeTeller teller = new InterchangeTeller(Syntax.EDIFACT, interchange);
        teller.tell(decimal, visitor);
        return new Envelope(id(interchange.header()), teller.types(), teller.faults());
    }

    /** White space may stand before the interchange. */
    private static int start(byte[] payload) throws DecodeException {
        int start = 0;
        while (start < payload.length && (payload[start] == '\r' || payload[start] == '\n' || payload[start] == ' ')) {
            start++;
        }
        String tag = ascii(payload, start, 3);
        if (!tag.equals("UNA") && !tag.equals("UNB")) {
            throw Faults.undecodable("", tag, "an interchange starts with UNA or UNB");
        }
        return start;
    }

    private static Charset declared(byte[] payload, int start) throws DecodeException {
        boolean advised = ascii(payload, start, 3).equals("UNA");
        int header = start + (advised ? ADVICE_LENGTH : 0);
        while (header < payload.length && (payload[header] == '\r' || payload[header] == '\n')) {
            header++;
        }
        if (!ascii(payload, header, 3).equals("UNB")) {
            throw Faults.undecodable("UNB", ascii(payload, header, 3), "must follow UNA");
        }
        return Charsets.ofSyntax(ascii(payload, header + 4, 4));
    }

    private static String ascii(byte[] payload, int from, int length) {
        int end = Math.min(payload.length, from + length);
        return from >= end ? "" : new String(payload, from, end - from, StandardCharsets.US_ASCII);
    }

    private static void requireMark(char decimal) throws DecodeException {
        if (decimal != '.' && decimal != ',') {
            throw Faults.undecodable("UNA", String.valueOf(decimal), "the decimal mark must be a full stop or a comma");
        }
    }

    private static Optional<String> id(Segment header) {
        Map<String, String> elements = header.elements();
        String reference = elements.getOrDefault("UNB05", "");
        return reference.isEmpty() ? Optional.empty() : Optional.of(elements.getOrDefault("UNB02", "") + "/"
                + elements.getOrDefault("UNB03", "") + "/" + reference);
    }
}
