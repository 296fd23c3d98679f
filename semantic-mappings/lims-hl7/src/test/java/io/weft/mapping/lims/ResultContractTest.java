package io.weft.mapping.lims;

import io.weft.adapter.RawMessage;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappingRef;
import io.weft.tck.SemanticMappingContract;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class ResultContractTest extends SemanticMappingContract {

    private static final Map<String, Map<String, String>> LISTS = Map.of(
            "laboratory", Map.of("QC", "9521321000018"), "material", Map.of("M-100", "09521321000018"),
            "lims-unit", Map.of("EU/mg", "ucum:[EU]/mg"));

    private final Interpreter interpreter = served();

    @Override
    protected Interpreter interpreter() {
        return interpreter;
    }

    private static Interpreter served() {
        try {
            return Lims.interpreter(Lims.compile("result", LISTS));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected MappingRef mapping() {
        return new MappingRef("lims-hl7.result", "1.0.0");
    }

    @Override
    protected List<RawMessage> messages() {
        return Stream.of("normal", "correction", "oul-r22-with-inventory", "usage-decision", "chinese").map(name -> {
            try {
                return Lims.message(Files.readAllBytes(Lims.MAPPINGS.resolve("result/examples/" + name + "/input.hl7")));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }).toList();
    }

    @Override
    protected List<String> failedExamples() {
        try {
            List<String> failed = new ArrayList<>();
            Lims.examples().run(Lims.compile("result", Map.of())).stream().filter(result -> !result.passed())
                    .forEach(result -> failed.add(result.toString()));
            return failed;
        } catch (Exception e) {
            return List.of(e.toString());
        }
    }
}
