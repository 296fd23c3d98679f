package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import io.weft.itests.hub.Await;
import io.weft.itests.hub.EmbeddedStore;
import io.weft.itests.hub.Hub;
import io.weft.launcher.HubClient;
import io.weft.tck.JsonLdEquality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * GS1's own EPCIS 2.0 examples, captured one by one into a store that is empty, come back as what they said: equal as
 * JSON-LD once expanded, with the eventID they had, and nothing added but a missing eventID and a missing recordTime.
 *
 * <p>Empty means new: the hub is configured to another, newly made database for each example.
 */
class EpcisConformanceIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration SWITCH_LIMIT = Duration.ofSeconds(60);
    private static final String EPCIS = "https://ref.gs1.org/epcis/";

    /** Not JSON-LD: expanding it must fail (JSON-LD 1.1 API, protected term redefinition), so it is compared as JSON. */
    private static final String REDEFINES_PROTECTED_TERM =
            "WithFullCombinationOfFields/transformation_event_all_possible_fields.jsonld";
    /** Not one JSON object: its event has the member eventID twice, with two values (RFC 8259, 4: names SHOULD be unique). */
    private static final String REPEATS_A_MEMBER = "AssociationEvent/AssociationEvent-h.jsonld";

    private static Hub hub;
    private static Path examples;
    private static JsonLdEquality equality;

    @BeforeAll
    static void start() throws IOException {
        Path corpus = Path.of(System.getProperty("weft.corpus", "missing"), "epcis");
        Assumptions.assumeTrue(Files.isDirectory(corpus), "GS1's examples are not at " + corpus + " (system property weft.corpus)");
        examples = corpus.resolve("JSON");
        equality = new JsonLdEquality(corpus.resolve("epcis-context.jsonld"));
        hub = Hub.unpack("conformance");
        // A log follows one store for ever, and takes another for a restore that lost leaves.
        hub.configuration().delete("io.weft.ledger.log.cfg");
        hub.start();
        HubClient client = hub.client();
        Await.until("intake", LIMIT, () -> missing(client).equals(List.of("log: not there")),
                () -> "\n" + String.join("\n", hub.log()));
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> exampleComesBackAsItWasWritten() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(examples)) {
            files = walk.filter(file -> file.toString().endsWith(".jsonld")).sorted().toList();
        }
        assertTrue(files.size() >= 38, "only " + files.size() + " examples in " + examples);
        List<DynamicTest> tests = new ArrayList<>();
        for (int number = 0; number < files.size(); number++) {
            Path file = files.get(number);
            String database = "example_" + number;
            tests.add(dynamicTest(examples.relativize(file).toString(), () -> check(file, database)));
        }
        return tests.stream();
    }

    private static void check(Path file, String database) throws Exception {
        useEmptyStore(database);
        HubClient client = hub.client();
        byte[] source = Files.readAllBytes(file);
        HubClient.Answer answer = client.post("/capture", "application/ld+json", Map.of(), source);
        assertEquals(202, answer.status(), answer.text());

        String name = examples.relativize(file).toString();
        if (name.equals(REPEATS_A_MEMBER)) {
            assertEquals("QUARANTINED", answer.json().get("outcome"));
            assertTrue(answer.text().contains("eventID"), answer.text());
            assertEquals(List.of(), eventList(get(client, "/events?perPage=1000")));
            return;
        }
        assertEquals("MAPPED", answer.json().get("outcome"), answer.text());
        byte[] all = get(client, "/events?perPage=1000");
        if (name.equals(REDEFINES_PROTECTED_TERM)) {
            assertThrows(IllegalArgumentException.class, () -> equality.expanded(source), "the example was mended");
            assertSameAsJson(source, all);
        } else {
            assertSame(expandedEvents(source), expandedEvents(all));
        }
        for (Map<String, Object> event : eventList(all)) {
            byte[] one = get(client, "/events/" + HubClient.segment((String) event.get("eventID")));
            assertTrue(eventList(one).contains(event), () -> "alone: " + new String(one, StandardCharsets.UTF_8));
        }
    }

    /** Makes a database and has the hub use it, as an operator would. */
    private static void useEmptyStore(String database) throws SQLException {
        EmbeddedStore store = hub.store();
        store.create(database);
        hub.configuration().write("io.weft.database.external.cfg", Map.of(
                "url", store.url(database),
                "user", store.user(),
                "passwordFile", store.passwordFile().toString()));
        HubClient client = hub.client();
        Await.until("the store in " + database + " to serve and to be empty", SWITCH_LIMIT, () -> serves(store, database)
                && missing(client).equals(List.of("log: not there"))
                && Rest.json(client, "/messages", "messages").isEmpty()
                && eventList(get(client, "/events")).isEmpty(),
                () -> "\n" + String.join("\n", hub.log()));
    }

    /** Whether the hub has a session in this database: it may still use the one before. */
    private static boolean serves(EmbeddedStore store, String database) throws IOException {
        try (Connection connection = DriverManager.getConnection(store.url(database), store.user(), store.password());
                Statement statement = connection.createStatement();
                ResultSet sessions = statement.executeQuery(
                        "select count(*) from pg_stat_activity where datname = '" + database
                                + "' and application_name = 'weft'")) {
            sessions.next();
            return sessions.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static List<?> missing(HubClient client) throws IOException {
        return (List<?>) Rest.json(client, "/health").get("missing");
    }

    private static byte[] get(HubClient client, String path) throws IOException {
        try {
            HubClient.Answer answer = client.get(path);
            if (answer.status() != 200) {
                throw new IOException(path + ": " + answer.status() + " " + answer.text());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Each event of the source is there, and no other; all that may have been added is what the source left out. */
    private static void assertSame(List<Map<String, Object>> source, List<Map<String, Object>> returned) {
        List<Map<String, Object>> others = new ArrayList<>(returned);
        for (Map<String, Object> event : source) {
            Map<String, Object> same = others.stream()
                    .filter(other -> text(event).equals(text(withoutAdditions(other, event))))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("expected " + text(event) + "\nbut it came back as none of\n"
                            + String.join("\n", others.stream().map(EpcisConformanceIT::text).toList())));
            others.remove(same);
        }
        assertEquals(List.of(), others);
    }

    private static Map<String, Object> withoutAdditions(Map<String, Object> returned, Map<String, Object> source) {
        Map<String, Object> event = new LinkedHashMap<>(returned);
        for (String added : List.of("@id", EPCIS + "recordTime")) {
            assertTrue(event.containsKey(added), event::toString);
            if (!source.containsKey(added)) {
                event.remove(added);
            }
        }
        return event;
    }

    private static void assertSameAsJson(byte[] source, byte[] returned) throws IOException {
        Object context = document(source).get("@context");
        List<Map<String, Object>> expected = eventList(source);
        List<Map<String, Object>> actual = eventList(returned);
        assertEquals(expected.size(), actual.size());
        for (int ordinal = 0; ordinal < expected.size(); ordinal++) {
            Map<String, Object> event = new LinkedHashMap<>(expected.get(ordinal));
            event.put("@context", context);
            event.putIfAbsent("recordTime", actual.get(ordinal).get("recordTime"));
            assertEquals(text(event), text(actual.get(ordinal)));
        }
    }

    /** The events of a document, expanded with all that stands around them. */
    private static List<Map<String, Object>> expandedEvents(byte[] document) throws IOException {
        List<Map<String, Object>> found = new ArrayList<>();
        collect(read(equality.expanded(document).getBytes(StandardCharsets.UTF_8)), found);
        assertFalse(found.isEmpty(), () -> new String(document, StandardCharsets.UTF_8));
        return found;
    }

    @SuppressWarnings("unchecked") // names of members are texts, see CanonicalJson
    private static void collect(Object value, List<Map<String, Object>> found) {
        if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, found));
        } else if (value instanceof Map<?, ?> object) {
            object.forEach((name, member) -> {
                if (name.equals(EPCIS + "eventList")) {
                    found.addAll((List<Map<String, Object>>) member);
                } else {
                    collect(member, found);
                }
            });
        }
    }

    @SuppressWarnings("unchecked") // names of members are texts, see CanonicalJson
    private static List<Map<String, Object>> eventList(byte[] document) throws IOException {
        return (List<Map<String, Object>>) ((Map<String, Object>) document(document).get("epcisBody")).get("eventList");
    }

    private static Map<?, ?> document(byte[] text) throws IOException {
        return (Map<?, ?>) read(text);
    }

    private static Object read(byte[] text) throws IOException {
        try {
            return CanonicalJson.read(text);
        } catch (JsonException e) {
            throw new IOException(e);
        }
    }

    private static String text(Object value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }
}
