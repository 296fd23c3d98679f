package io.weft.engine;

import io.weft.engine.format.EpcisJsonDecoder;
import io.weft.engine.format.EpcisJsonEncoder;
import io.weft.engine.format.IdocXmlDecoder;
import io.weft.engine.format.IdocXmlEncoder;
import io.weft.engine.format.JsonDecoder;
import io.weft.engine.format.JsonEncoder;
import io.weft.engine.format.XmlDecoder;
import io.weft.engine.format.XmlEncoder;
import io.weft.mapping.Decoder;
import io.weft.mapping.Encoder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The formats that can be read and written at present. Immutable. */
public final class Formats {

    private final Map<String, Decoder> decoders;
    private final Map<String, Encoder> encoders;

    /** The first of several that claim one format wins. */
    public Formats(Collection<Decoder> decoders, Collection<Encoder> encoders) {
        this.decoders = new TreeMap<>();
        this.encoders = new TreeMap<>();
        decoders.forEach(decoder -> this.decoders.putIfAbsent(decoder.format(), decoder));
        encoders.forEach(encoder -> this.encoders.putIfAbsent(encoder.format(), encoder));
    }

    /** Those of this bundle. */
    public static Formats standard() {
        return new Formats(
                List.of(new XmlDecoder(), new IdocXmlDecoder(), new JsonDecoder(), new EpcisJsonDecoder()),
                List.of(new JsonEncoder(), new XmlEncoder(), new IdocXmlEncoder(), new EpcisJsonEncoder()));
    }

    public Optional<Decoder> decoder(String format) {
        return Optional.ofNullable(decoders.get(format));
    }

    public Optional<Encoder> encoder(String format) {
        return Optional.ofNullable(encoders.get(format));
    }
}
