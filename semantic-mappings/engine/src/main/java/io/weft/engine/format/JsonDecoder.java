package io.weft.engine.format;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.nio.charset.Charset;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** {@code json}: any JSON text (RFC 8259), UTF-8 unless declared otherwise. It has no envelope. */
@Component
public final class JsonDecoder implements Decoder {

    @Override
    public String format() {
        return "json";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        JsonReader.read(payload, charset, visitor);
        return new Envelope(Optional.empty(), "");
    }
}
