package io.weft.model.jsonld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.tck.JsonLdEquality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the hub keeps of GS1's example events means, as linked data, what the examples meant. */
class CorpusExpansionTest {

    /** The first repeats a member name, so it is no one event; the second redefines a protected prefix of EPCIS's context. */
    private static final Set<String> DEFECTIVE =
            Set.of("AssociationEvent-h.jsonld", "transformation_event_all_possible_fields.jsonld");
    private static final EventId FALLBACK = new EventId("urn:example:event:1");
    private static Path examples;
    private static JsonLdEquality equality;

    @BeforeAll
    static void findCorpus() throws IOException {
        Path corpus = Path.of(System.getProperty("weft.corpus", ""), "epcis");
        Assumptions.assumeTrue(Files.isDirectory(corpus), "no corpus at weft.corpus: GS1's examples are not expanded");
        examples = corpus.resolve("JSON");
        equality = new JsonLdEquality(corpus.resolve("epcis-context.jsonld"));
    }

    @Test
    void keptEventExpandsAsItsSource() throws Exception {
        int events = 0;
        try (Stream<Path> files = Files.walk(examples)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonld")).sorted().toList()) {
                if (!DEFECTIVE.contains(file.getFileName().toString())) {
                    for (Map<String, Object> source : events(file)) {
                        source.putIfAbsent("eventID", FALLBACK.uri());
                        byte[] kept = Event.of(source, FALLBACK).body();
                        assertEquals(equality.expanded(CanonicalJson.write(source)), equality.expanded(kept), file.toString());
                        events++;
                    }
                }
            }
        }
        assertTrue(events > 40, "only " + events + " events");
        System.out.println("GS1: " + events + " events kept expand as their source");
    }

    @Test
    void anotherOrderIsTheSameAnotherValueIsNot() throws Exception {
        Map<String, Object> source = events(examples.resolve("Example_9.6.2-ObjectEvent.jsonld")).get(0);
        Map<String, Object> other = new LinkedHashMap<>(source);
        other.put("action", "DELETE");
        equality.assertSame(CanonicalJson.write(source), CanonicalJson.write(new LinkedHashMap<>(source)));
        assertNotEquals(equality.expanded(CanonicalJson.write(source)), equality.expanded(CanonicalJson.write(other)));
    }

    private static List<Map<String, Object>> events(Path file) throws Exception {
        Map<?, ?> document = (Map<?, ?>) CanonicalJson.read(Files.readAllBytes(file));
        Map<?, ?> body = (Map<?, ?>) document.get("epcisBody");
        if (body.get("queryResults") instanceof Map<?, ?> results) {
            body = (Map<?, ?>) results.get("resultsBody");
        }
        return ((List<?>) body.get("eventList")).stream().map(each -> standingAlone(document, (Map<?, ?>) each)).toList();
    }

    private static Map<String, Object> standingAlone(Map<?, ?> document, Map<?, ?> event) {
        Map<String, Object> alone = new LinkedHashMap<>();
        alone.put("@context", document.get("@context"));
        event.forEach((name, value) -> alone.put((String) name, value));
        return alone;
    }
}
