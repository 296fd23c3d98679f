package io.weft.engine.format;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.nio.charset.Charset;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * {@code xml}: any XML 1.0 document. An element with neither attributes nor elements is its text; another is an object of
 * its attributes ({@code @name}), its elements, and its character data as {@code #text} where there is any but white
 * space. Elements of one name become an array where there are several. The message type is the name of the root.
 */
@Component
public final class XmlDecoder implements Decoder {

    @Override
    public String format() {
        return "xml";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        XmlElement root = XmlReader.read(payload, charset);
        visitor.startObject();
        tell(root, visitor);
        visitor.endObject();
        return new Envelope(Optional.empty(), root.name());
    }

    private static void tell(XmlElement element, TreeVisitor visitor) throws DecodeException {
        visitor.name(element.name());
        if (element.attributes().isEmpty() && element.children().isEmpty()) {
            visitor.text(element.text());
            return;
        }
        visitor.startObject();
        for (int i = 0; i < element.attributes().size(); i += 2) {
            visitor.name("@" + element.attributes().get(i));
            visitor.text(element.attributes().get(i + 1));
        }
        for (XmlElement child : element.children()) {
            tell(child, visitor);
        }
        if (!element.text().isBlank()) {
            visitor.name("#text");
            visitor.text(element.text());
        }
        visitor.endObject();
    }
}
