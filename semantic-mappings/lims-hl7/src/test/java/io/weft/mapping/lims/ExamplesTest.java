package io.weft.mapping.lims;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.engine.ExampleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every example of every mapping as the engine does before it serves one. */
class ExamplesTest {

    @TestFactory
    List<DynamicTest> examples() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : Lims.NAMES) {
            for (ExampleResult result : Lims.examples().run(Lims.compile(name, Map.of()))) {
                tests.add(dynamicTest(name + ": " + result.name(), () -> assertTrue(result.passed(), result.toString())));
            }
        }
        return tests;
    }
}
