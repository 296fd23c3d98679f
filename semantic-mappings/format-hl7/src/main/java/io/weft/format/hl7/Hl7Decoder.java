package io.weft.format.hl7;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * {@code hl7-v2}: one message of HL7 v2.1 to v2.8 in its vertical-bar encoding. Reads what stands there and asks no
 * structure of any version, so that no segment, field or repetition is lost, whether a standard knows it or not.
 */
@Component
public final class Hl7Decoder implements Decoder {

    static final String FORMAT = "hl7-v2";
    private static final int MAXIMUM_BYTES = 16 * 1024 * 1024;

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        if (payload.length > MAXIMUM_BYTES) {
            throw Faults.tooLarge(payload.length, MAXIMUM_BYTES);
        }
        String text = StrictText.of(payload, charset);
        requireOneMessage(text);
        Delimiters delimiters = Delimiters.of(text);
        List<Segment> segments = Segment.read(text, delimiters);
        requireOneHeader(segments);
        Segment header = segments.get(0);
        Escapes escapes = new Escapes(delimiters, charset.orElseGet(() -> charsetOf(header, delimiters)));
        String type = escapes.read(type(header, delimiters), "MSH-9");
        String id = escapes.read(header.field(10), "MSH-10").strip();
        new TreeTeller(delimiters, escapes, visitor).tell(Grouping.of(segments, type));
        return new Envelope(id.isEmpty() || id.equals(TreeTeller.NULL) ? Optional.empty() : Optional.of(id), type);
    }

    private static void requireOneMessage(String text) throws DecodeException {
        if (text.startsWith("FHS") || text.startsWith("BHS")) {
            throw Faults.undecodable("", text.substring(0, 3), "is a batch (HL7 v2.5, 2.10.3); a batch is to be split "
                    + "where it is fetched, because each of its messages has an identity and an outcome of its own");
        }
        if (!text.startsWith("MSH")) {
            throw Faults.undecodable("MSH", text.lines().findFirst().map(Hl7Decoder::shown).orElse(""),
                    "a message begins with the segment MSH (HL7 v2.5, 2.15.9)");
        }
    }

    private static String shown(String line) {
        return line.substring(0, Math.min(20, line.length()));
    }

    private static void requireOneHeader(List<Segment> segments) throws DecodeException {
        for (Segment segment : segments.subList(1, segments.size())) {
            if (segment.id().equals("MSH")) {
                throw Faults.undecodable("MSH", "segment " + segment.position(), "a payload is one message");
            }
        }
    }

    private static Charset charsetOf(Segment header, Delimiters delimiters) {
        String name = Delimiters.split(header.field(18), delimiters.repetition()).get(0).strip();
        return Charsets.of(name).orElse(StandardCharsets.US_ASCII);
    }

    /** Code and trigger event, {@code ORU^R01}, whatever separates them in the message. */
    private static String type(Segment header, Delimiters delimiters) {
        List<String> components = Delimiters.split(header.field(9), delimiters.component());
        return components.size() < 2 || components.get(1).isEmpty() ? components.get(0)
                : components.get(0) + "^" + components.get(1);
    }
}
