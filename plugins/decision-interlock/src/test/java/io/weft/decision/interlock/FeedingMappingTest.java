package io.weft.decision.interlock;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.engine.CompiledMapping;
import io.weft.engine.ExampleRunner;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the examples of the record's mapping as the engine does before it serves it. */
class FeedingMappingTest {

    @TestFactory
    Stream<DynamicTest> examples() throws Exception {
        CompiledMapping mapping =
                MappingCompiler.standard().compile(MappingFolder.read(Path.of("src/main/resources/mapping/feeding")));
        return ExampleRunner.standard().run(mapping).stream()
                .map(result -> dynamicTest(result.name(), () -> assertTrue(result.passed(), result.toString())));
    }
}
