package io.weft.engine.format;

import io.weft.mapping.Encoder;
import org.osgi.service.component.annotations.Component;

/** {@code json}: JSON (RFC 8259) in UTF-8, members in the order given, numbers plain. */
@Component
public final class JsonEncoder implements Encoder {

    @Override
    public String format() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public byte[] encode(Object document) {
        return JsonText.write(document);
    }
}
