package io.weft.engine.format;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * {@code idoc-xml}: one SAP IDoc in XML, as the IDoc interface writes it. The tree is the content of {@code IDOC}: the
 * control record {@code EDI_DC40} is an object; every other segment is an array, even where it occurs once, so that a
 * template is the same for one position and for many; fields are texts. The message id is {@code EDI_DC40/DOCNUM}, the
 * type {@code MESTYP/IDOCTYP}.
 */
@Component
public final class IdocXmlDecoder implements Decoder {

    static final String CONTROL_RECORD = "EDI_DC40";

    @Override
    public String format() {
        return "idoc-xml";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        XmlElement idoc = idoc(XmlReader.read(payload, charset));
        XmlElement control = controlRecord(idoc);
        String number = field(control, "DOCNUM");
        String type = field(control, "MESTYP") + "/" + field(control, "IDOCTYP");
        visitor.startObject();
        visitor.name(CONTROL_RECORD);
        tellSegment(control, CONTROL_RECORD, visitor);
        tellSegments(idoc.children().subList(1, idoc.children().size()), "", visitor);
        visitor.endObject();
        return new Envelope(Optional.of(number), type);
    }

    private static XmlElement idoc(XmlElement root) throws DecodeException {
        if (root.children().size() != 1 || !root.children().get(0).name().equals("IDOC")) {
            throw Bounds.undecodable(root.name(), root.children().isEmpty() ? "" : root.children().get(0).name(),
                    "a message holds exactly one IDOC element under its root");
        }
        return root.children().get(0);
    }

    private static XmlElement controlRecord(XmlElement idoc) throws DecodeException {
        String first = idoc.children().isEmpty() ? "" : idoc.children().get(0).name();
        if (!first.equals(CONTROL_RECORD)) {
            throw Bounds.undecodable("IDOC", first, "an IDoc starts with its control record " + CONTROL_RECORD);
        }
        return idoc.children().get(0);
    }

    private static String field(XmlElement control, String name) throws DecodeException {
        for (XmlElement field : control.children()) {
            if (field.name().equals(name) && !field.text().isBlank()) {
                return field.text();
            }
        }
        throw Bounds.undecodable(CONTROL_RECORD + "." + name, "", "must be given");
    }

    private static boolean isSegment(XmlElement element) {
        return !element.children().isEmpty() || !element.attribute("SEGMENT").isEmpty();
    }

    private static void tellSegment(XmlElement segment, String path, TreeVisitor visitor) throws DecodeException {
        if (!segment.text().isBlank()) {
            throw Bounds.undecodable(path, segment.text().strip(), "a segment holds fields and segments, no text");
        }
        visitor.startObject();
        List<XmlElement> segments = new ArrayList<>();
        for (XmlElement child : segment.children()) {
            if (isSegment(child)) {
                segments.add(child);
            } else {
                visitor.name(child.name());
                visitor.text(child.text());
            }
        }
        tellSegments(segments, path + ".", visitor);
        visitor.endObject();
    }

    /** Segments of one name belong together, wherever they stand among their siblings. */
    private static void tellSegments(List<XmlElement> segments, String path, TreeVisitor visitor)
            throws DecodeException {
        Map<String, List<XmlElement>> byName = new LinkedHashMap<>();
        for (XmlElement segment : segments) {
            byName.computeIfAbsent(segment.name(), name -> new ArrayList<>()).add(segment);
        }
        for (Map.Entry<String, List<XmlElement>> group : byName.entrySet()) {
            visitor.name(group.getKey());
            visitor.startArray();
            for (XmlElement segment : group.getValue()) {
                tellSegment(segment, path + group.getKey(), visitor);
            }
            visitor.endArray();
        }
    }
}
