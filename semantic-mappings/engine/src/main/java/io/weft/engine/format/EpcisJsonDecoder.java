package io.weft.engine.format;

import io.weft.event.EventType;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/**
 * {@code epcis-json}: an EPCIS 2.0 document, query document or bare event in the JSON binding (EPCIS 2.0, 10). The
 * message id is the document's own {@code instanceIdentifier}, where it has one; the message type is its {@code type}.
 */
@Component
public final class EpcisJsonDecoder implements Decoder {

    private static final Set<String> DOCUMENTS = Set.of("EPCISDocument", "EPCISQueryDocument");

    @Override
    public String format() {
        return "epcis-json";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        EnvelopeWatch watch = new EnvelopeWatch(visitor);
        JsonReader.read(payload, charset, watch);
        String type = watch.type().orElseThrow(() -> Bounds.undecodable("type", "", "an EPCIS document names its type"));
        if (!DOCUMENTS.contains(type) && EventType.of(type).filter(EventType::isEvent).isEmpty()) {
            throw Bounds.undecodable("type", type,
                    "must be EPCISDocument, EPCISQueryDocument or an event type of EPCIS 2.0, 7.4");
        }
        return new Envelope(watch.instanceIdentifier(), type);
    }
}
