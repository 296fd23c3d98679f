package io.weft.format.epcis;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * {@code epcis-xml}: documents of the XML binding of EPCIS 2.0 and 1.2, told as the JSON binding of 2.0 has them, so that the
 * mappings of {@code epcis-json} serve them. The message id is the {@code InstanceIdentifier} of the Standard Business Document Header,
 * where there is one; the message type is the name of the root.
 */
@Component
public final class EpcisXmlDecoder implements Decoder {

    private static final int MAXIMUM_BYTES = 16 * 1024 * 1024;

    @Override
    public String format() {
        return "epcis-xml";
    }

    @Override
    public String mappedAs() {
        return "epcis-json";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        if (payload.length > MAXIMUM_BYTES) {
            throw Faults.reached("PAYLOAD_TOO_LARGE", Integer.toString(payload.length),
                    "a message has at most " + MAXIMUM_BYTES + " bytes");
        }
        Element root = XmlReader.read(Charsets.text(payload, charset));
        Map<String, Object> document = new DocumentTree().of(root);
        tell(document, visitor);
        return new Envelope(Optional.ofNullable((String) document.get("instanceIdentifier")), root.local());
    }

    private static void tell(Object value, TreeVisitor visitor) throws DecodeException {
        if (value instanceof Map<?, ?> object) {
            visitor.startObject();
            for (Map.Entry<?, ?> member : object.entrySet()) {
                visitor.name((String) member.getKey());
                tell(member.getValue(), visitor);
            }
            visitor.endObject();
        } else if (value instanceof List<?> array) {
            visitor.startArray();
            for (Object element : array) {
                tell(element, visitor);
            }
            visitor.endArray();
        } else if (value instanceof BigDecimal number) {
            visitor.number(number);
        } else if (value instanceof Boolean bool) {
            visitor.bool(bool);
        } else {
            visitor.text((String) value);
        }
    }
}
