package io.weft.mapping.carrier;

import io.weft.adapter.RawMessage;
import io.weft.engine.CompiledMapping;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.ExampleRunner;
import io.weft.engine.Formats;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import io.weft.engine.Serving;
import io.weft.engine.format.JsonDecoder;
import io.weft.engine.function.CodeLists;
import io.weft.engine.function.ModelUnits;
import io.weft.format.edi.EdifactDecoder;
import io.weft.format.edi.EdifactEncoder;
import io.weft.format.edi.X12Decoder;
import io.weft.format.edi.X12Encoder;
import io.weft.mapping.Interpreter;
import io.weft.mapping.SemanticMapping;
import io.weft.model.schema.ClassSchemas;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The mappings of this bundle with the formats that they read and write. */
final class CarrierMappings {

    static final Path FOLDER = Path.of("src/main/resources/mapping");
    private static final Formats FORMATS = new Formats(List.of(new JsonDecoder(), new EdifactDecoder(), new X12Decoder()),
            List.of(new EdifactEncoder(), new X12Encoder()));

    private CarrierMappings() {
    }

    static CompiledMapping compiled(String name, CodeLists codeLists) throws Exception {
        return new MappingCompiler(ModelUnits.ofClassPath(), codeLists, FORMATS)
                .compile(MappingFolder.read(FOLDER.resolve(name)));
    }

    static ExampleRunner examples() {
        return new ExampleRunner(FORMATS, ServiceLoader.load(ClassSchemas.class).findFirst().orElseThrow());
    }

    static Interpreter interpreter(CodeLists codeLists, String... names) throws Exception {
        List<SemanticMapping> mappings = new java.util.ArrayList<>();
        for (String name : names) {
            mappings.add((SemanticMapping) compiled(name, codeLists));
        }
        Serving serving = Serving.of(FORMATS, mappings, Map.of());
        return new EngineInterpreter(() -> serving);
    }

    static RawMessage message(String format, byte[] payload) {
        return new RawMessage("file~carrier", "carrier", format, Optional.empty(), "", Instant.EPOCH, Map.of(), payload);
    }
}
