package io.weft.mapping.lims;

import io.weft.adapter.RawMessage;
import io.weft.engine.CompiledMapping;
import io.weft.engine.EffectiveCodeLists;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.ExampleRunner;
import io.weft.engine.Formats;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import io.weft.engine.MappingRefusedException;
import io.weft.engine.Serving;
import io.weft.engine.function.ModelUnits;
import io.weft.format.hl7.Hl7Decoder;
import io.weft.mapping.Interpreter;
import io.weft.mapping.SemanticMapping;
import io.weft.model.schema.ClassSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The mappings of this folder, as a site with code lists of its own has them. */
final class Lims {

    static final Path MAPPINGS = Path.of("src/main/resources/mapping");
    static final List<String> NAMES = List.of("result", "not-our-classes");

    private static final Formats FORMATS = new Formats(List.of(new Hl7Decoder()), List.of());

    private static final ClassSchemas SCHEMAS = ServiceLoader.load(ClassSchemas.class).findFirst().orElseThrow();

    private Lims() {
    }

    static ExampleRunner examples() {
        return new ExampleRunner(FORMATS, SCHEMAS);
    }

    static CompiledMapping compile(MappingFolder folder, Map<String, Map<String, String>> codeLists)
            throws MappingRefusedException {
        return new MappingCompiler(ModelUnits.ofClassPath(), EffectiveCodeLists.of(codeLists), FORMATS).compile(folder);
    }

    static CompiledMapping compile(String name, Map<String, Map<String, String>> codeLists)
            throws IOException, MappingRefusedException {
        return compile(MappingFolder.read(MAPPINGS.resolve(name)), codeLists);
    }

    static Interpreter interpreter(CompiledMapping... mappings) {
        Serving serving = Serving.of(FORMATS,
                java.util.Arrays.stream(mappings).map(SemanticMapping.class::cast).toList(), Map.of());
        return new EngineInterpreter(() -> serving, SCHEMAS);
    }

    static RawMessage message(byte[] payload) {
        return new RawMessage("hl7~lims", "lims", "hl7-v2", Optional.empty(), "", Instant.EPOCH, Map.of(), payload);
    }
}
