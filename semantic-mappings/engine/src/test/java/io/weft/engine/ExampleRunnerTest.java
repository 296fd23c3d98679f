package io.weft.engine;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExampleRunnerTest {

    private static final Path GOODS_RECEIPT = Path.of("src/test/resources/mappings/goods-receipt");

    @Test
    void everyExampleOfAGoodFolderPasses() throws Exception {
        List<ExampleResult> results = ExampleRunner.standard()
                .run(MappingCompiler.standard().compile(MappingFolder.read(GOODS_RECEIPT)));

        assertAll(results.stream().map(result -> () -> assertTrue(result.passed(), result.toString())));
        assertEquals(List.of("ignored", "normal", "wrong-check-digit"),
                results.stream().map(ExampleResult::name).toList());
    }

    /** The name of the example and of the field is all that the author has to go by. */
    @Test
    void anExampleThatDiffersNamesItselfAndTheField() throws Exception {
        MappingFolder changed = changed("examples/normal/expected.json", "\"quantity\": 5", "\"quantity\": 6");

        MappingRefusedException refused = assertThrows(MappingRefusedException.class,
                () -> ExampleRunner.standard().requirePassing(MappingCompiler.standard().compile(changed)));

        assertEquals("example 'normal': events[0].event.quantityList[0].quantity: expected 6, got 5",
                refused.getMessage());
    }

    @Test
    void unknownKeysOfTheManifestAreRefusedByName() throws Exception {
        MappingFolder changed = changed("mapping.yaml", "template:", "tempalte: x\ntemplate:");

        MappingRefusedException refused =
                assertThrows(MappingRefusedException.class, () -> MappingCompiler.standard().compile(changed));

        assertTrue(refused.getMessage().startsWith("mapping.yaml: tempalte is no key"), refused.getMessage());
    }

    @Test
    void aClassThatIsNotDeclaredIsRejected() throws Exception {
        MappingFolder changed = changed("mapping.yaml", "[4, 12]", "[4]");

        MappingRefusedException refused = assertThrows(MappingRefusedException.class,
                () -> ExampleRunner.standard().requirePassing(MappingCompiler.standard().compile(changed)));

        assertTrue(refused.getMessage().contains("example 'normal'"), refused.getMessage());
    }

    static MappingFolder changed(String file, String target, String replacement) throws Exception {
        MappingFolder folder = MappingFolder.read(GOODS_RECEIPT);
        Map<String, byte[]> files = new HashMap<>();
        for (String name : folder.names()) {
            files.put(name, folder.file(name).orElseThrow());
        }
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        assertTrue(text.contains(target), text);
        files.put(file, text.replace(target, replacement).getBytes(StandardCharsets.UTF_8));
        return MappingFolder.of("changed", files);
    }
}
