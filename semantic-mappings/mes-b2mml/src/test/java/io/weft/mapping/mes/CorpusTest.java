package io.weft.mapping.mes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.RawMessage;
import io.weft.engine.EngineInterpreter;
import io.weft.event.CanonicalJson;
import io.weft.mapping.MappingResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Documents of other hands: each ends as this table says. */
class CorpusTest {

    /** What each file comes to, with the values that matter. */
    private static final Map<String, List<String>> EXPECTED = new TreeMap<>(Map.of(
            "MAT-20121210170256-CRBN0001.xml", List.of("\"id\":\"https://id.gs1.org/01/09521321000018\"",
                    "\"validFrom\":\"2012-12-10T17:02:56", "KGM"),
            "LOT-20121210170718-0001L0001.xml", List.of("https://id.gs1.org/01/09521321000018/10/CRBN0001_LOT01",
                    "\"weft:expiryDate\":\"2013-12-08\"", "/mes-lot/9521321000001/CRBN0001_LOT01"),
            "PRO-20121210181416-27942.xml", List.of("urn:epcglobal:cbv:bt:9521321000001:258456", "\"quantity\":811",
                    "\"quantity\":199.91", "https://id.gs1.org/01/09521321000025/10/CRBN0002_LOT01"),
            "ProductionBatchRecord_Example_v06.xml", List.of("batch-record-is-kept-by-the-mes")));

    @Test
    void everyDocumentEndsAsExpected() throws Exception {
        Path folder = Path.of(System.getProperty("weft.corpus", "../../../shared/corpus")).resolve("b2mml");
        Assumptions.assumeTrue(Files.isDirectory(folder), "corpus b2mml is not there: " + folder.toAbsolutePath());
        EngineInterpreter interpreter = SiteMappings.interpreter();
        List<String> seen = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".xml")).sorted().toList()) {
                seen.add(file.getFileName().toString());
                String told = told(interpreter, file);
                for (String value : EXPECTED.getOrDefault(file.getFileName().toString(), List.of())) {
                    assertTrue(told.contains(value), file.getFileName() + " has no " + value + ": " + told);
                }
            }
        }
        assertEquals(new ArrayList<>(EXPECTED.keySet()), seen);
    }

    private static String told(EngineInterpreter interpreter, Path file) throws Exception {
        MappingResult result = interpreter.interpret(new RawMessage("http~mes", "mes", "xml", Optional.empty(), "",
                Instant.EPOCH, Map.of(), Files.readAllBytes(file)), 0).result();
        if (result instanceof MappingResult.Mapped mapped) {
            return mapped.events().stream().map(event -> new String(event.event().body(), java.nio.charset.StandardCharsets.UTF_8))
                    .toList().toString();
        }
        return result.toString();
    }
}
