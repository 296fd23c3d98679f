package io.weft.mapping.erp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.RawMessage;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import io.weft.engine.Serving;
import io.weft.engine.function.CodeLists;
import io.weft.engine.function.ModelUnits;
import io.weft.event.Event;
import io.weft.mapping.MappingResult;
import io.weft.mapping.SemanticMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reversal has to name the very event that it declares to be an error. */
class ReversalTest {

    private static final Path EXAMPLES = Path.of("src/main/resources/mapping/goods-receipt/examples");
    private static final CodeLists SITE = (list, code, at) -> new CodeLists.Found.Value(switch (list) {
        case "material" -> "04012345000016";
        case "partner" -> "4012345000009";
        default -> "9521321000018";
    });

    private static Event first(String example) throws Exception {
        SemanticMapping mapping = (SemanticMapping) new MappingCompiler(ModelUnits.ofClassPath(), SITE, Formats.standard())
                .compile(MappingFolder.read(EXAMPLES.getParent()));
        Serving serving = Serving.of(Formats.standard(), List.of(mapping), Map.of());
        RawMessage message = new RawMessage("http~erp", "erp", "idoc-xml", Optional.empty(), "", Instant.EPOCH, Map.of(),
                Files.readAllBytes(EXAMPLES.resolve(example).resolve("input.xml")));
        MappingResult result = new EngineInterpreter(() -> serving).interpret(message, 0).result();
        return assertInstanceOf(MappingResult.Mapped.class, result, result::toString).events().get(0).event();
    }

    @ParameterizedTest
    @CsvSource({"normal, correction-reversal", "correction-posted-document, correction-reversal-by-document"})
    void declaresTheErrorOfTheReceiptThatItReverses(String receipt, String reversal) throws Exception {
        assertTrue(first(receipt).errorDeclaration().isEmpty());
        assertTrue(first(reversal).errorDeclaration().isPresent());
        assertEquals(first(receipt).id(), first(reversal).id());
    }
}
