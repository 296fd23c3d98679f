package io.weft.mapping.epcis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.event.CanonicalJson;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** GS1's own EPCIS 2.0 examples: each event comes out as it went in, plus what it needs to stand alone. */
class CorpusTest {

    /** Examples that are no EPCIS, and what must be said of them. */
    private static final Map<String, String> DEFECTS =
            Map.of("AssociationEvent/AssociationEvent-h.jsonld", "Duplicate field 'eventID'");

    @TestFactory
    Stream<DynamicTest> everyExampleIsMappedAsWritten() throws Exception {
        Path examples = Path.of(System.getProperty("weft.corpus", "missing"), "epcis", "JSON");
        if (!Files.isDirectory(examples)) {
            return Stream.of(dynamicTest("GS1's JSON examples",
                    () -> Assumptions.abort("not there: " + examples + " (system property weft.corpus)")));
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(examples)) {
            files = walk.filter(file -> file.toString().endsWith(".jsonld")).sorted().toList();
        }
        assertFalse(files.isEmpty());
        return files.stream().map(file -> dynamicTest(examples.relativize(file).toString(),
                () -> check(file, DEFECTS.get(examples.relativize(file).toString()))));
    }

    private static void check(Path file, String defect) throws Exception {
        byte[] payload = Files.readAllBytes(file);
        MappingResult result = Epcis.map(payload);
        if (defect != null) {
            assertTrue(assertInstanceOf(MappingResult.Rejected.class, result).reasons().toString().contains(defect),
                    result::toString);
            return;
        }
        MappingResult.Mapped mapped = assertInstanceOf(MappingResult.Mapped.class, result, result::toString);
        Map<?, ?> document = (Map<?, ?>) CanonicalJson.read(payload);
        List<?> events = events(document);
        assertEquals(events.size(), mapped.events().size());
        for (int ordinal = 0; ordinal < events.size(); ordinal++) {
            check((Map<?, ?>) events.get(ordinal), document.get("@context"), mapped.events().get(ordinal));
        }
    }

    private static void check(Map<?, ?> source, Object context, MappedEvent mapped) throws Exception {
        Map<String, Object> expected = new LinkedHashMap<>();
        source.forEach((name, value) -> expected.put((String) name, value));
        expected.put("@context", context);
        if (!source.containsKey("eventID")) {
            assertTrue(mapped.event().id().uri().startsWith("urn:weft:event:"));
            expected.put("eventID", mapped.event().id().uri());
        }
        assertArrayEquals(CanonicalJson.write(expected), mapped.event().body());
        assertFalse(mapped.classes().isEmpty(), "an event bears at least one class");
    }

    private static List<?> events(Map<?, ?> document) {
        Map<?, ?> body = (Map<?, ?>) document.get("epcisBody");
        if (body.get("queryResults") instanceof Map<?, ?> results) {
            return (List<?>) ((Map<?, ?>) results.get("resultsBody")).get("eventList");
        }
        return (List<?>) body.get("eventList");
    }
}
