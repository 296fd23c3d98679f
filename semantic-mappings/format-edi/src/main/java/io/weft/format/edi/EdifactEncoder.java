package io.weft.format.edi;

import io.weft.mapping.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * {@code edifact}: one interchange in ISO 9735 version 3, {@code UNOC}, from {@code {"UNB": {...}, "messages": [{"UNH":
 * {...}, "segments": [{"tag": "BGM", ...}]}]}}, elements named as {@link EdifactDecoder} names them. {@code UNB01},
 * {@code UNT} and {@code UNZ} are the encoder's own.
 */
@Component
public final class EdifactEncoder implements Encoder {

    private static final InterchangeWriter.Delimiters DELIMITERS =
            new InterchangeWriter.Delimiters('+', ':', '\'', '?');

    @Override
    public String format() {
        return "edifact";
    }

    @Override
    public String mediaType() {
        return "application/edifact";
    }

    @Override
    public byte[] encode(Object document) {
        InterchangeWriter writer = new InterchangeWriter(DELIMITERS);
        Map<?, ?> interchange = InterchangeWriter.object(document, "document");
        Map<?, ?> header = InterchangeWriter.object(interchange.get("UNB"), "UNB");
        String reference = InterchangeWriter.text(header.get("UNB05"), "UNB.UNB05");
        String[] elements = writer.elements("UNB", header, "UNB");
        elements[0] = "UNOC:3";
        writer.segment("UNB", elements);
        List<?> messages = InterchangeWriter.list(interchange.get("messages"), "messages");
        for (int i = 0; i < messages.size(); i++) {
            writer.counted();
            message(writer, InterchangeWriter.object(messages.get(i), "messages[" + i + "]"), "messages[" + i + "]");
        }
        writer.segment("UNZ", Integer.toString(messages.size()), DELIMITERS.escaped(reference, "UNB.UNB05"));
        return Charsets.encode(writer.text(), StandardCharsets.ISO_8859_1);
    }

    private static void message(InterchangeWriter writer, Map<?, ?> message, String path) {
        Map<?, ?> header = InterchangeWriter.object(message.get("UNH"), path + ".UNH");
        String reference = InterchangeWriter.text(header.get("UNH01"), path + ".UNH.UNH01");
        writer.segment("UNH", header, path + ".UNH");
        List<?> segments = InterchangeWriter.list(message.get("segments"), path + ".segments");
        for (int i = 0; i < segments.size(); i++) {
            String place = path + ".segments[" + i + "]";
            Map<?, ?> segment = InterchangeWriter.object(segments.get(i), place);
            writer.segment(InterchangeWriter.text(segment.get("tag"), place + ".tag"), segment, place);
        }
        writer.segment("UNT", Integer.toString(writer.counted() + 1), DELIMITERS.escaped(reference, path + ".UNH"));
    }
}
