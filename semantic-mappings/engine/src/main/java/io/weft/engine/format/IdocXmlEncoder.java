package io.weft.engine.format;

import io.weft.event.CanonicalJson;
import io.weft.mapping.Encoder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/**
 * {@code idoc-xml}: one SAP IDoc in XML 1.0, UTF-8, from the tree that {@link IdocXmlDecoder} gives: the control record
 * first, a segment an object or an array of them, a field a text or number. The root is named by the control record's
 * {@code CIMTYP}, else {@code IDOCTYP}. Absent and null members are left out.
 */
@Component
public final class IdocXmlEncoder implements Encoder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");

    @Override
    public String format() {
        return "idoc-xml";
    }

    @Override
    public String mediaType() {
        return "application/xml";
    }

    @Override
    public byte[] encode(Object document) {
        Map<?, ?> idoc = object(document, "");
        if (idoc.isEmpty() || !idoc.keySet().iterator().next().equals(IdocXmlDecoder.CONTROL_RECORD)) {
            throw new IllegalArgumentException("an IDoc starts with its control record " + IdocXmlDecoder.CONTROL_RECORD);
        }
        String root = requireName(root(object(idoc.get(IdocXmlDecoder.CONTROL_RECORD), IdocXmlDecoder.CONTROL_RECORD)));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").append(root)
                .append("><IDOC BEGIN=\"1\">");
        idoc.forEach((name, value) -> writeSegments((String) name, value, (String) name, xml));
        return StrictText.encodeUtf8(xml.append("</IDOC></").append(root).append(">\n").toString());
    }

    private static String root(Map<?, ?> control) {
        for (String field : List.of("CIMTYP", "IDOCTYP")) {
            if (control.get(field) instanceof String type && !type.isBlank()) {
                return type;
            }
        }
        throw new IllegalArgumentException(IdocXmlDecoder.CONTROL_RECORD + ".IDOCTYP: must be given");
    }

    private static void writeSegments(String name, Object value, String path, StringBuilder xml) {
        if (value instanceof List<?> segments) {
            for (int i = 0; i < segments.size(); i++) {
                String place = path + "[" + i + "]";
                writeSegment(name, object(segments.get(i), place), place, xml);
            }
        } else {
            writeSegment(name, object(value, path), path, xml);
        }
    }

    private static void writeSegment(String name, Map<?, ?> members, String path, StringBuilder xml) {
        xml.append('<').append(requireName(name)).append(" SEGMENT=\"1\">");
        members.forEach((member, value) -> writeMember((String) member, value, path + "." + member, xml));
        xml.append("</").append(name).append('>');
    }

    private static void writeMember(String name, Object value, String path, StringBuilder xml) {
        if (value instanceof Map || value instanceof List) {
            writeSegments(name, value, path, xml);
        } else if (value != CanonicalJson.NULL) {
            xml.append('<').append(requireName(name)).append('>');
            XmlEscape.write(field(value, path), path, xml);
            xml.append("</").append(name).append('>');
        }
    }

    private static String field(Object value, String path) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        throw new IllegalArgumentException(path + ": an IDoc field is a text or a number, not " + value);
    }

    private static Map<?, ?> object(Object value, String path) {
        if (value instanceof Map<?, ?> members) {
            return members;
        }
        throw new IllegalArgumentException(path + ": must be a segment, an object of fields and segments");
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of an IDoc segment or field");
        }
        return name;
    }
}
