package io.weft.engine.format;

import io.weft.event.EventType;
import io.weft.mapping.Encoder;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** {@code epcis-json}: an EPCIS 2.0 document or bare event in the JSON binding (EPCIS 2.0, 10). */
@Component
public final class EpcisJsonEncoder implements Encoder {

    @Override
    public String format() {
        return "epcis-json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public byte[] encode(Object document) {
        Object type = document instanceof Map<?, ?> members ? members.get("type") : null;
        boolean known = type instanceof String name && (name.equals("EPCISDocument") || EventType.of(name).filter(EventType::isEvent).isPresent());
        if (!known) {
            throw new IllegalArgumentException(
                    "type: '" + (type == null ? "" : type) + "' must be EPCISDocument or an event type of EPCIS 2.0");
        }
        if (type.equals("EPCISDocument") && !((Map<?, ?>) document).containsKey("epcisBody")) {
            throw new IllegalArgumentException("epcisBody: an EPCISDocument has one");
        }
        return JsonText.write(document);
    }
}
