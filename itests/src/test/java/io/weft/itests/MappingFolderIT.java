package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a semantic mapping that is dropped into {@code mappings/} of a running hub. */
@ExtendWith(SharedHub.class)
class MappingFolderIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String NAME = "pallets";
    private static final String SOURCE = "io.weft.adapter.http-pallets.cfg";
    private static final String PALLET = "{\"pallet\": \"%s\", \"at\": \"2026-03-01T08:00:00Z\"}";
    private static final String EXPECTED = """
            {"events": [{"classes": [5], "event": {
              "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "%s",
              "eventTime": "2026-03-01T08:00:00Z", "eventTimeZoneOffset": "+00:00",
              "epcList": ["https://id.gs1.org/00/095213210000000018"]}}]}
            """;

    private final Hub hub;
    private final HubClient client;

    MappingFolderIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
    }

    @BeforeEach
    void configureSource() {
        hub.configuration().write(SOURCE, Map.of("path", "/pallets", "system", NAME, "format", "json"));
        Await.until("the source", LIMIT, () -> "UP".equals(Rest.adapter(client, "http~pallets").get("state")), this::tail);
    }

    @AfterEach
    void tidy() throws IOException {
        if (Files.exists(served())) {
            remove();
        }
        hub.configuration().delete(SOURCE);
        Await.until("the source to go", LIMIT, () -> Rest.adapter(client, "http~pallets").isEmpty(), this::tail);
    }

    @Test
    void mappingServesStaysReplacedByNoWorseGoesAndComesBack() throws Exception {
        String early = send("095213210000000018");
        assertEquals("NO_MAPPING", reason(early));

        put("1.0.0", "shipping", "shipping");
        awaitOutcome(early, "MAPPED");
        assertEquals("site.pallets@1.0.0", mapping(send("095213210000000025")));

        put("1.1.0", "receiving", "shipping");
        Await.until("the refusal of 1.1.0", LIMIT, () -> !refusals().isEmpty(), this::tail);
        String refusal = refusals().get(0);
        assertTrue(refusal.contains("normal") && refusal.contains("bizStep"), refusal);
        assertEquals(1, refusals().size());
        assertEquals("site.pallets@1.0.0", mapping(send("095213210000000032")));

        put("1.2.0", "receiving", "receiving");
        Await.until("1.2.0 to serve", LIMIT, () -> serving().contains("site.pallets@1.2.0"), this::tail);
        assertEquals("site.pallets@1.2.0", mapping(send("095213210000000049")));

        remove();
        Await.until("no version to serve", LIMIT, () -> !serving().toString().contains("site.pallets"), this::tail);
        String late = send("095213210000000056");
        assertEquals("NO_MAPPING", reason(late));

        put("1.2.0", "receiving", "receiving");
        awaitOutcome(late, "MAPPED");
        assertEquals(List.of("MAPPED"), outcomesOf(late));
    }

    /** Puts the whole folder there in one step; an older version of it goes. */
    private void put(String version, String written, String expected) throws IOException {
        Path draft = hub.folder().resolve(".draft-" + version + "-" + System.nanoTime());
        Path example = Files.createDirectories(draft.resolve("examples/normal"));
        Files.writeString(draft.resolve("mapping.yaml"), """
                id: site.pallets
                version: %s
                direction: in
                format: json
                match: 'is-string(.pallet)'
                template: pallets.jslt
                source:
                  zone: UTC
                classes: [5]
                """.formatted(version));
        Files.writeString(draft.resolve("pallets.jslt"), """
                let at = dateTime(.at, "rfc3339", "at")
                {"events": [{"classes": [5], "event": {
                  "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "%s",
                  "eventTime": $at, "eventTimeZoneOffset": offset($at),
                  "epcList": [sscc(required(.pallet, "pallet"), "pallet")]}}]}
                """.formatted(written));
        Files.writeString(example.resolve("input.json"), PALLET.formatted("095213210000000018"));
        Files.writeString(example.resolve("expected.json"), EXPECTED.formatted(expected));
        if (Files.exists(served())) {
            Files.move(served(), draft.resolveSibling(draft.getFileName() + "-before"), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(draft, served(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void remove() throws IOException {
        Files.move(served(), hub.folder().resolve(".removed-" + System.nanoTime()), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path served() {
        return hub.folder().resolve("mappings").resolve(NAME);
    }

    /** @return the receipt */
    private String send(String pallet) throws Exception {
        HubClient.Answer answer = client.post("/pallets", "application/json", Map.of(),
                PALLET.formatted(pallet).getBytes(StandardCharsets.UTF_8));
        assertEquals(202, answer.status(), answer.text());
        return answer.json().get("receipt").toString();
    }

    private String mapping(String receipt) throws IOException {
        return Rest.json(client, "/messages/" + receipt).get("mapping").toString();
    }

    private String reason(String receipt) throws IOException {
        List<Map<String, Object>> reasons = Rest.json(client, "/messages/" + receipt, "reasons");
        return reasons.get(0).get("code").toString();
    }

    private void awaitOutcome(String receipt, String outcome) {
        Await.until("message " + receipt + " to be " + outcome, LIMIT,
                () -> outcome.equals(Rest.json(client, "/messages/" + receipt).get("outcome")), this::tail);
    }

    private List<String> outcomesOf(String receipt) throws IOException {
        return Rest.json(client, "/messages?system=" + NAME + "&limit=1000", "messages").stream()
                .filter(message -> receipt.equals(message.get("receipt")))
                .map(message -> message.get("outcome").toString())
                .toList();
    }

    private List<?> serving() throws IOException {
        return (List<?>) Rest.json(client, "/health").get("mappings");
    }

    private List<String> refusals() {
        return hub.log().stream().filter(line -> line.contains(" ERROR ") && line.contains(NAME)).toList();
    }

    private String tail() {
        List<String> log = hub.log();
        return "\n" + String.join("\n", log.subList(Math.max(0, log.size() - 20), log.size()));
    }
}
