package io.weft.mapping.epcis;

import io.weft.adapter.RawMessage;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.Serving;
import io.weft.format.epcis.EpcisXmlDecoder;
import io.weft.mapping.Interpretation;
import io.weft.mapping.MappingResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends messages through the engine with this mapping alone. */
final class Epcis {

    private Epcis() {
    }

    static MappingResult map(String payload) {
        return map(payload.getBytes(StandardCharsets.UTF_8));
    }

    static MappingResult map(byte[] payload) {
        return map("epcis-json", payload);
    }

    /** A document of the XML binding. */
    static MappingResult mapXml(byte[] payload) {
        return map("epcis-xml", payload);
    }

    private static MappingResult map(String format, byte[] payload) {
        Formats formats = new Formats(List.of(Formats.standard().decoder("epcis-json").orElseThrow(), new EpcisXmlDecoder()),
                List.of());
        Serving serving = Serving.of(formats, List.of(new EpcisMapping()), Map.of());
        Interpretation interpretation = new EngineInterpreter(() -> serving).interpret(new RawMessage("http~wms", "wms",
                format, Optional.empty(), "", Instant.EPOCH, Map.of(), payload), 0);
        return interpretation.result();
    }
}
