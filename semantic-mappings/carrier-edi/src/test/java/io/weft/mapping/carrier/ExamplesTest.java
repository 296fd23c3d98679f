package io.weft.mapping.carrier;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.engine.ExampleResult;
import io.weft.engine.function.CodeLists;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every example of every mapping as the engine does before it serves one. */
class ExamplesTest {

    private static final List<String> MAPPINGS = List.of("despatch-advice", "ship-notice", "acknowledgement",
            "contrl-out", "functional-acknowledgement-out");

    @TestFactory
    List<DynamicTest> examples() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : MAPPINGS) {
            for (ExampleResult result : CarrierMappings.examples().run(CarrierMappings.compiled(name, CodeLists.NONE))) {
                tests.add(dynamicTest(name + ": " + result.name(), () -> assertTrue(result.passed(), result.toString())));
            }
        }
        return tests;
    }
}
