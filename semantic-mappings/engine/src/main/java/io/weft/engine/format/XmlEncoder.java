package io.weft.engine.format;

import io.weft.event.CanonicalJson;
import io.weft.mapping.Encoder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/**
 * {@code xml}: XML 1.0, UTF-8, from a tree as {@link XmlDecoder} gives it: the root element is the one member, {@code @name}
 * is an attribute ({@code @xmlns} the namespace), {@code #text} the text beside attributes, an array repeats its element.
 * Absent and null members are left out.
 */
@Component
public final class XmlEncoder implements Encoder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}(:[A-Za-z_][A-Za-z0-9_.-]{0,99})?");
    private static final String TEXT = "#text";

    @Override
    public String format() {
        return "xml";
    }

    @Override
    public String mediaType() {
        return "application/xml";
    }

    @Override
    public byte[] encode(Object document) {
        if (!(document instanceof Map<?, ?> root) || root.size() != 1) {
            throw new IllegalArgumentException("an XML document has one member, its root element");
        }
        Map.Entry<?, ?> element = root.entrySet().iterator().next();
        if (element.getValue() instanceof List) {
            throw new IllegalArgumentException(element.getKey() + ": the root element stands once");
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        writeElement((String) element.getKey(), element.getValue(), (String) element.getKey(), xml);
        return StrictText.encodeUtf8(xml.append('\n').toString());
    }

    private static void writeElement(String name, Object value, String path, StringBuilder xml) {
        if (value instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                writeElement(name, elements.get(i), path + "[" + i + "]", xml);
            }
        } else if (value instanceof Map<?, ?> members) {
            xml.append('<').append(requireName(name));
            members.forEach((member, content) -> writeAttribute((String) member, content, path, xml));
            xml.append('>');
            members.forEach((member, content) -> writeContent((String) member, content, path, xml));
            xml.append("</").append(name).append('>');
        } else if (value != CanonicalJson.NULL) {
            xml.append('<').append(requireName(name)).append('>');
            XmlEscape.write(text(value), path, xml);
            xml.append("</").append(name).append('>');
        }
    }

    private static void writeAttribute(String member, Object value, String path, StringBuilder xml) {
        if (member.startsWith("@") && value != CanonicalJson.NULL) {
            String place = path + "." + member;
            if (value instanceof Map || value instanceof List) {
                throw new IllegalArgumentException(place + ": an attribute is a text, a number or a truth value");
            }
            xml.append(' ').append(requireName(member.substring(1))).append("=\"");
            XmlEscape.write(text(value), place, xml);
            xml.append('"');
        }
    }

    private static void writeContent(String member, Object value, String path, StringBuilder xml) {
        if (member.equals(TEXT)) {
            XmlEscape.write(text(value), path + "." + member, xml);
        } else if (!member.startsWith("@")) {
            writeElement(member, value, path + "." + member, xml);
        }
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of an XML element or attribute");
        }
        return name;
    }
}
