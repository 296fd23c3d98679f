package io.weft.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** GS1's own example events are events, each with a canonical text that reads back as itself. */
class CorpusEventsTest {

    /** The one example that is refused: its event gives eventID twice, with two values. */
    private static final String REPEATS_EVENT_ID = "AssociationEvent-h.jsonld";

    @TestFactory
    Stream<DynamicTest> everyExampleOfGs1IsAnEvent() throws IOException {
        Path folder = Path.of(System.getProperty("weft.corpus", ""), "epcis");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no corpus at weft.corpus: GS1's example events are not tested");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(".jsonld") && file.toString().contains("JSON")
                    || file.toString().endsWith("hash_id_7.json")).sorted().toList();
        }
        assertTrue(files.size() > 30, "only " + files.size() + " examples");
        return files.stream().map(file -> DynamicTest.dynamicTest(folder.relativize(file).toString(), () -> check(file)));
    }

    private static void check(Path file) throws Exception {
        if (file.endsWith(REPEATS_EVENT_ID)) {
            JsonException refusal = assertThrows(JsonException.class, () -> CanonicalJson.read(Files.readAllBytes(file)));
            assertTrue(refusal.getMessage().contains("'eventID'"), refusal.getMessage());
            return;
        }
        List<?> events = EventDocuments.events(CanonicalJson.read(Files.readAllBytes(file)));
        assertTrue(events.size() > 0);
        for (Object each : events) {
            Map<String, Object> source = EventDocuments.object(each);
            Event event = read(source);
            Map<String, Object> body = EventDocuments.object(CanonicalJson.read(event.body()));
            assertArrayEquals(event.body(), CanonicalJson.write(body), "canonical text is not its own");
            assertEquals(source.get("eventID") == null ? "urn:example:fallback" : source.get("eventID"), body.remove("eventID"));
            source.remove("eventID");
            assertArrayEquals(CanonicalJson.write(source), CanonicalJson.write(body), "a member was changed");
            assertTrue(event.keys().size() > 0, "keys " + event.keys());
        }
    }

    private static Event read(Map<String, Object> source) {
        try {
            return Event.of(source, new EventId("urn:example:fallback"));
        } catch (InvalidEventException e) {
            return fail(e.rejections().toString());
        }
    }
}
