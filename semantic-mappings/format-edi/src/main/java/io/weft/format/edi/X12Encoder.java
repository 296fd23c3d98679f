package io.weft.format.edi;

import io.weft.mapping.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * {@code x12}: one interchange of ASC X12 with one functional group, US-ASCII, from {@code {"ISA": {...}, "GS": {...},
 * "messages": [{"ST": {...}, "segments": [{"tag": "AK1", ...}]}]}}, elements named as {@link X12Decoder} names them. The
 * fixed lengths of {@code ISA}, {@code ISA16}, {@code SE}, {@code GE} and {@code IEA} are the encoder's own.
 */
@Component
public final class X12Encoder implements Encoder {

    private static final InterchangeWriter.Delimiters DELIMITERS =
            new InterchangeWriter.Delimiters('*', '>', '~', (char) 0);
    private static final int[] HEADER_LENGTHS = {2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1};

    @Override
    public String format() {
        return "x12";
    }

    @Override
    public String mediaType() {
        return "application/edi-x12";
    }

    @Override
    public byte[] encode(Object document) {
        InterchangeWriter writer = new InterchangeWriter(DELIMITERS);
        Map<?, ?> interchange = InterchangeWriter.object(document, "document");
        String[] header = header(interchange, writer);
        writer.segment("ISA", header);
        Map<?, ?> group = InterchangeWriter.object(interchange.get("GS"), "GS");
        String groupReference = InterchangeWriter.text(group.get("GS06"), "GS.GS06");
        writer.segment("GS", group, "GS");
        List<?> messages = InterchangeWriter.list(interchange.get("messages"), "messages");
        for (int i = 0; i < messages.size(); i++) {
            writer.counted();
            message(writer, InterchangeWriter.object(messages.get(i), "messages[" + i + "]"), "messages[" + i + "]");
        }
        writer.segment("GE", Integer.toString(messages.size()), groupReference);
        writer.segment("IEA", "1", header[12]);
        return Charsets.encode(writer.text(), StandardCharsets.US_ASCII);
    }

    private static String[] header(Map<?, ?> interchange, InterchangeWriter writer) {
        String[] given = writer.elements("ISA", InterchangeWriter.object(interchange.get("ISA"), "ISA"), "ISA");
        String[] header = new String[HEADER_LENGTHS.length];
        for (int i = 0; i < header.length; i++) {
            String value = i == header.length - 1 ? String.valueOf(DELIMITERS.component())
                    : i < given.length ? given[i] : "";
            if (value.length() > HEADER_LENGTHS[i]) {
                throw new IllegalArgumentException("ISA." + Segment.name("ISA", i + 1, 1) + ": '" + value
                        + "' has more than " + HEADER_LENGTHS[i] + " characters");
            }
            header[i] = value + " ".repeat(HEADER_LENGTHS[i] - value.length());
        }
        if (header[12].isBlank()) {
            throw new IllegalArgumentException("ISA.ISA13: must be given");
        }
        return header;
    }

    private static void message(InterchangeWriter writer, Map<?, ?> message, String path) {
        Map<?, ?> header = InterchangeWriter.object(message.get("ST"), path + ".ST");
        String reference = InterchangeWriter.text(header.get("ST02"), path + ".ST.ST02");
        writer.segment("ST", header, path + ".ST");
        List<?> segments = InterchangeWriter.list(message.get("segments"), path + ".segments");
        for (int i = 0; i < segments.size(); i++) {
            String place = path + ".segments[" + i + "]";
            Map<?, ?> segment = InterchangeWriter.object(segments.get(i), place);
            writer.segment(InterchangeWriter.text(segment.get("tag"), place + ".tag"), segment, place);
        }
        writer.segment("SE", Integer.toString(writer.counted() + 1), reference);
    }
}
