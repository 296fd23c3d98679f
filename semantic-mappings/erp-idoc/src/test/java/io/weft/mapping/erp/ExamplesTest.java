package io.weft.mapping.erp;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.engine.CompiledMapping;
import io.weft.engine.ExampleResult;
import io.weft.engine.ExampleRunner;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every example of every mapping as the engine does before it serves one. */
class ExamplesTest {

    private static final Path MAPPINGS = Path.of("src/main/resources/mapping");

    @TestFactory
    List<DynamicTest> examples() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : List.of("purchase-order", "goods-receipt", "goods-issue", "goods-receipt-out", "material",
                "quality-decision-out", "delivery", "status-out")) {
            CompiledMapping mapping = MappingCompiler.standard().compile(MappingFolder.read(MAPPINGS.resolve(name)));
            for (ExampleResult result : ExampleRunner.standard().run(mapping)) {
                tests.add(dynamicTest(name + ": " + result.name(), () -> assertTrue(result.passed(), result.toString())));
            }
        }
        return tests;
    }
}
