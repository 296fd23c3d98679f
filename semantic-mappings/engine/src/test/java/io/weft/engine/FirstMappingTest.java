package io.weft.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the mapping that README.md tells a newcomer to write, from the very files that it names. */
class FirstMappingTest {

    private static final Path FOLDER = Path.of("../../docs/first-mapping/put-away");

    @TestFactory
    List<DynamicTest> everyExampleComesOutAsItShould() throws Exception {
        return results().stream()
                .map(result -> dynamicTest(result.name(), () -> assertTrue(result.passed(), result.toString())))
                .toList();
    }

    /** README.md shows what becomes of each of these; one more or less, and it has to be read again. */
    @Test
    void theExamplesAreThoseOfTheReadme() throws Exception {
        assertEquals(List.of("decimal-point", "no-lot", "normal", "training", "unknown-item"),
                results().stream().map(ExampleResult::name).sorted().toList());
    }

    private static List<ExampleResult> results() throws Exception {
        return ExampleRunner.standard().run(MappingCompiler.standard().compile(MappingFolder.read(FOLDER)));
    }
}
