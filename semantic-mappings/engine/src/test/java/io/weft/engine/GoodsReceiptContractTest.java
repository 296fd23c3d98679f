package io.weft.engine;

import io.weft.adapter.RawMessage;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappingRef;
import io.weft.tck.SemanticMappingContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class GoodsReceiptContractTest extends SemanticMappingContract {

    private static final Path FOLDER = Path.of("src/test/resources/mappings/goods-receipt");

    @Override
    protected Interpreter interpreter() {
        InboundMapping mapping = compiled().with(EffectiveCodeLists.of(
                Map.of("plant", Map.of("1000", "https://id.gs1.org/414/9521321000018"))));
        Serving serving = Serving.of(Formats.standard(), List.of(mapping), Map.of());
        return new EngineInterpreter(() -> serving);
    }

    private static InboundMapping compiled() {
        try {
            return (InboundMapping) MappingCompiler.standard().compile(MappingFolder.read(FOLDER));
        } catch (IOException | MappingRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected MappingRef mapping() {
        return new MappingRef("test.goods-receipt", "1.0.0");
    }

    @Override
    protected List<RawMessage> messages() {
        try {
            return List.of(new RawMessage("http~erp", "erp", "idoc-xml", Optional.empty(), "", Instant.EPOCH, Map.of(),
                    Files.readAllBytes(FOLDER.resolve("examples/normal/input.xml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<String> failedExamples() {
        try {
            return ExampleRunner.standard().run(compiled()).stream().filter(result -> !result.passed())
                    .map(ExampleResult::toString).toList();
        } catch (MappingRefusedException e) {
            return List.of(e.getMessage());
        }
    }
}
