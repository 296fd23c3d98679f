package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.HubManagement;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import io.weft.site.ColdStoreServer;
import io.weft.site.PublishedReadings;
import io.weft.site.hub.HubReadings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ingest routes are the one valve: closed, nothing comes in and nothing is lost; opened, what waited comes in once. */
@ExtendWith(SharedHub.class)
class IngestRouteIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CONTEXT = "weft-ingest";
    private static final String INSTANCE = "opcua~valve";
    private static final String FILE = "io.weft.adapter.opcua-valve.cfg";
    private static final String USER = "hub";
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final int ZONES = 2;
    private static final int ROUNDS = 50;

    private final Hub hub;
    private final HubClient client;
    private Instant sourceTime = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    private Path folder;

    IngestRouteIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
    }

    @Test
    void stoppedRoutesTakeNothingAndLoseNothing() throws Exception {
        Path trusted = Files.createDirectory(folder.resolve("trusted-by-server"));
        try (ColdStoreServer server = ColdStoreServer.start(ZONES, trusted, USER, PASSWORD);
                HubManagement management = hub.management()) {
            configure(server);
            letIn(trusted);
            Await.until("all items to be monitored", LIMIT,
                    () -> server.monitoredItems() == 3 * ZONES && "UP".equals(adapter().get("state")), this::explain);
            publish(server);
            awaitAccount(server.account());

            stop(management);
            PublishedReadings.Account before = stored();
            byte[] document = document();
            HubClient.Answer refused = post(document);
            assertEquals(503, refused.status(), refused.text());
            assertTrue(Integer.parseInt(refused.headers().get("retry-after").get(0)) > 0, () -> refused.headers().toString());
            publish(server);
            Await.until("the adapter to tell that intake is unavailable", LIMIT,
                    () -> adapter().get("faults").toString().contains("intake"), this::explain);
            assertEquals(before, stored());
            assertEquals(List.of(), messages());

            start(management);
            awaitAccount(server.account());
            Map<String, Object> taken = post(document).json();
            Map<String, Object> repeated = post(document).json();
            assertEquals("MAPPED", taken.get("outcome"));
            assertEquals("DUPLICATE", repeated.get("outcome"));
            assertEquals(taken.get("receipt"), repeated.get("receipt"));
            assertEquals(1, messages().stream().filter(message -> "MAPPED".equals(message.get("outcome"))).count());
            Await.until("the adapter to be up again", LIMIT, () -> "UP".equals(adapter().get("state")), this::explain);
        } finally {
            hub.configuration().delete(FILE);
            Await.until("the adapter to be gone", LIMIT, () -> adapter().isEmpty(), this::explain);
        }
    }

    private void configure(ColdStoreServer server) throws IOException {
        Path trusted = Files.createDirectory(folder.resolve("trusted-by-hub"));
        server.writeCertificate(trusted.resolve("cold-store.der"));
        Path passwordFile = Files.writeString(folder.resolve("cold-store.password"), PASSWORD);
        Map<String, String> entries = new HashMap<>();
        entries.put("system", "valve-store");
        entries.put("endpoint", server.endpoint());
        entries.put("user", USER);
        entries.put("passwordFile", passwordFile.toString());
        entries.put("trustFolder", trusted.toString());
        entries.put("identityFolder", folder.resolve("identity").toString());
        entries.put("items", String.join(", ", server.items(ZONES)));
        entries.put("reconnectAfter", "200");
        hub.configuration().write(FILE, entries);
    }

    /** What the operator of the OPC UA server does when the hub knocks for the first time. */
    private void letIn(Path trusted) throws IOException {
        Path certificate = folder.resolve("identity/certificate.der");
        Await.until("the adapter's certificate", LIMIT, () -> Files.exists(certificate), this::explain);
        Files.copy(certificate, trusted.resolve("hub.der"));
    }

    private void publish(ColdStoreServer server) {
        for (int round = 0; round < ROUNDS; round++) {
            sourceTime = sourceTime.plusSeconds(10);
            for (int zone = 1; zone <= ZONES; zone++) {
                server.publishTemperature(zone, sourceTime, 4 + round / 100.0);
                server.publishHumidity(zone, sourceTime, 40 + zone);
                server.publishDoor(zone, sourceTime, round % 2 == 0);
            }
        }
    }

    private static void stop(HubManagement management) throws IOException {
        management.stopRoute(CONTEXT, "ingest-message");
        management.stopRoute(CONTEXT, "ingest-readings");
    }

    private static void start(HubManagement management) throws IOException {
        management.startRoute(CONTEXT, "ingest-readings");
        management.startRoute(CONTEXT, "ingest-message");
    }

    private static byte[] document() {
        return """
                {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
                 "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-03-01T08:00:00Z",
                 "epcisBody": {"eventList": [{
                   "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "receiving",
                   "eventTime": "2026-03-01T08:00:00.000Z", "eventTimeZoneOffset": "+00:00",
                   "epcList": ["https://id.gs1.org/01/09521321000018/21/VALVE-1"]}]}}
                """.getBytes(StandardCharsets.UTF_8);
    }

    private HubClient.Answer post(byte[] document) throws IOException, InterruptedException {
        return client.post("/capture", "application/json", Map.of("Idempotency-Key", "valve-1"), document);
    }

    /** What the hub has of this test's document, whatever became of it. */
    private List<Map<String, Object>> messages() throws IOException {
        return Rest.json(client, "/messages?limit=1000", "messages").stream()
                .filter(message -> "valve-1".equals(message.get("id")))
                .toList();
    }

    private Map<String, Object> adapter() throws IOException {
        return Rest.adapter(client, INSTANCE);
    }

    private void awaitAccount(PublishedReadings.Account expected) {
        Await.until("the hub's account to be " + expected, LIMIT, () -> expected.equals(stored()), this::explain);
    }

    private PublishedReadings.Account stored() throws IOException {
        try {
            return HubReadings.account(client, INSTANCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String explain() {
        try {
            return "\n" + adapter() + "\n" + stored();
        } catch (IOException e) {
            return "\n" + e;
        }
    }
}
