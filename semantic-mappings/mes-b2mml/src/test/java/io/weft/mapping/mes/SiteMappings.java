package io.weft.mapping.mes;

import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import io.weft.engine.Serving;
import io.weft.engine.function.CodeLists;
import io.weft.engine.function.ModelUnits;
import io.weft.mapping.SemanticMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All inbound mappings, with the code lists of a site whose MES wrote the documents of the corpus. */
final class SiteMappings {

    private static final Map<String, Map<String, String>> LISTS = Map.of(
            "mes-site", Map.of("DEV130", "9521321000001"),
            "mes-material", Map.of("CRBN0001", "09521321000018", "CRBN0002", "09521321000025", "CRBN0003", "09521321000032",
                    "SO1215", "09521321000049"));

    private SiteMappings() {
    }

    static EngineInterpreter interpreter() throws Exception {
        CodeLists lists = (list, code, at) -> {
            if (!LISTS.containsKey(list)) {
                return new CodeLists.Found.NoList();
            }
            String value = LISTS.get(list).get(code);
            return value == null ? new CodeLists.Found.NoEntry() : new CodeLists.Found.Value(value);
        };
        MappingCompiler compiler = new MappingCompiler(ModelUnits.ofClassPath(), lists, Formats.standard());
        List<SemanticMapping> mappings = new ArrayList<>();
        for (String name : List.of("material-definition", "material-lot", "production-schedule", "production-performance",
                "not-our-classes")) {
            mappings.add((SemanticMapping) compiler.compile(MappingFolder.read(Path.of("src/main/resources/mapping", name))));
        }
        Serving serving = Serving.of(Formats.standard(), mappings, Map.of());
        return new EngineInterpreter(() -> serving);
    }
}
