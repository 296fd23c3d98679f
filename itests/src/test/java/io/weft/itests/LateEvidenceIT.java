package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weft.identity.ThreadKey;
import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import io.weft.site.ColdStoreServer;
import io.weft.site.hub.CounterpartServer;
import io.weft.site.wms.Epcis;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a lot was exposed to is often told after the readings: who fixed the sensor to the pallet, who packed the pallet. The
 * decisions that it touches are made again, over real sockets from the sensor to the hold.
 */
@ExtendWith(SharedHub.class)
class LateEvidenceIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String GTIN = "09521321000087";
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final String ROOM = "https://id.gs1.org/414/9521321000063";
    private static final String OTHER_ROOM = "https://id.gs1.org/414/9521321000070";
    private static final String PALLET = "https://id.gs1.org/00/095213210000000063";
    private static final String DEVICE = "https://id.gs1.org/8004/9521321LATE";
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final int ZONES = 3;
    private static final int WARM_MINUTES = 20;
    /** Its sensor is associated from the beginning: what is decided on its lot shows how far the policy has come. */
    private static final int MARKER = 2;

    private final Hub hub;
    private final HubClient client;
    private final List<String> holds = new CopyOnWriteArrayList<>();
    private final List<String> files = new ArrayList<>();
    private ColdStoreServer sensors;
    private CounterpartServer warehouse;

    @TempDir
    private Path folder;

    LateEvidenceIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
    }

    @BeforeEach
    void connect() throws Exception {
        Path trusted = Files.createDirectory(folder.resolve("trusted-by-server"));
        sensors = ColdStoreServer.start(ZONES, trusted, "hub", PASSWORD);
        warehouse = new CounterpartServer("/holds", "hub", PASSWORD,
                (key, payload) -> holds.add(new String(payload, StandardCharsets.UTF_8)));
        configure();
        Path certificate = folder.resolve("identity/certificate.der");
        Await.until("the adapter's certificate", LIMIT, () -> Files.exists(certificate), this::explain);
        Files.copy(certificate, trusted.resolve("hub.der"));
        Await.until("all items to be monitored", LIMIT, () -> sensors.monitoredItems() == 3 * ZONES, this::explain);
    }

    private void configure() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), PASSWORD);
        Path trusted = Files.createDirectory(folder.resolve("trusted-by-hub"));
        sensors.writeCertificate(trusted.resolve("server.der"));
        Map<String, String> adapter = new HashMap<>();
        adapter.put("system", "late-store");
        adapter.put("endpoint", sensors.endpoint());
        adapter.put("user", "hub");
        adapter.put("passwordFile", secret.toString());
        adapter.put("trustFolder", trusted.toString());
        adapter.put("identityFolder", folder.resolve("identity").toString());
        adapter.put("items", String.join(", ", sensors.items(ZONES)));
        adapter.put("reconnectAfter", "200");
        adapter.put("queueSize", "1000");
        write("io.weft.adapter.opcua-late.cfg", adapter);
        write("io.weft.mapping.sensor.opcua-late.cfg", Map.of("instance", "opcua~late", "version", "1.0.0", "item.1",
                "nsu=" + ColdStoreServer.NAMESPACE_URI + ";s=Zone{n}/Temperature|" + DEVICE + "{n}|temperature|CEL"));
        write("io.weft.decision.limits-late.cfg", Map.of("gtins", GTIN, "high", "8", "allowanceAbove", "PT10M",
                "holdLastGood", "PT5M"));
        write("io.weft.adapter.httpsink-late.cfg", Map.of("system", "late", "url", warehouse.address().toString(),
                "user", "hub", "passwordFile", secret.toString()));
        write("io.weft.delivery.subscription-late.cfg", Map.of("mapping", "wms-epcis.hold", "target", "httpsink~late",
                "classes", "13", "bizSteps", "inspecting", "fromSystems", "weft"));
    }

    private void write(String file, Map<String, String> entries) {
        hub.configuration().write(file, entries);
        files.add(file);
    }

    @AfterEach
    void disconnect() {
        files.forEach(hub.configuration()::delete);
        sensors.close();
        warehouse.close();
        Await.until("the adapter to be gone", LIMIT, () -> Rest.adapter(client, "opcua~late").isEmpty(), this::explain);
    }

    @Test
    void anAssociationThatComesAfterTheReadingsDecidesAndItsCorrectionIsSaid() throws Exception {
        String lot = "LATE-1";
        tell(stored(lot, ROOM), stored("MARK-1", OTHER_ROOM), fixed("fixed-marker-1", OTHER_ROOM, MARKER));
        warm(1);
        warm(MARKER);
        awaitDeviation("MARK-1");
        assertEquals(List.of(), said(lot), "nobody knows that the sensor was where the lot was");

        Map<String, Object> fixed = fixed("fixed-late-1", ROOM, 1);
        tell(fixed);
        Map<String, Object> deviation = awaitDeviation(lot);
        assertEquals(number("660"), number(deviation.get("weft:cumulativeSeconds")));
        awaitHolds(lot, 1);

        tell(inError(fixed));
        Map<String, Object> reevaluation = awaitReevaluation(lot, 1);
        assertEquals(deviation.get("weft:id"), reevaluation.get("weft:deviation"));
        assertEquals(false, reevaluation.get("weft:exceeded"));
        assertEquals(number("0"), number(reevaluation.get("weft:cumulativeSeconds")));
        assertEquals(1, said(lot).stream().filter(each -> each.containsKey("weft:deviation")).count(), "it stands as it was told");

        tell(fixed("fixed-after-all-1", ROOM, 1));
        assertEquals(true, awaitReevaluation(lot, 2).get("weft:exceeded"));
        awaitHolds(lot, 1);
        assertFalse(refused(), "what is said again is no hold and goes to nobody who takes holds");
    }

    @Test
    void aPackingThatComesAfterTheReadingsDecidesAndItsCorrectionIsSaid() throws Exception {
        String lot = "LATE-2";
        tell(stored(lot, OTHER_ROOM + "/254/2"), stored("MARK-2", OTHER_ROOM + "/254/3"), fixed("fixed-pallet", PALLET, 3),
                fixed("fixed-marker-2", OTHER_ROOM + "/254/3", MARKER));
        warm(3);
        warm(MARKER);
        awaitDeviation("MARK-2");
        assertEquals(List.of(), said(lot), "nobody knows that the lot was on the pallet");

        Map<String, Object> packed = Epcis.event("AggregationEvent", "urn:it:late:packed", BEGIN);
        packed.put("action", "ADD");
        packed.put("parentID", PALLET);
        packed.put("childQuantityList", List.of(Epcis.kilograms(canonical(lot), BigDecimal.TEN)));
        tell(packed);
        Map<String, Object> deviation = awaitDeviation(lot);
        awaitHolds(lot, 1);

        tell(inError(packed));
        Map<String, Object> reevaluation = awaitReevaluation(lot, 1);
        assertEquals(deviation.get("weft:id"), reevaluation.get("weft:deviation"));
        assertEquals(false, reevaluation.get("weft:exceeded"));
        awaitHolds(lot, 1);
    }

    private static Map<String, Object> stored(String lot, String place) {
        Map<String, Object> event = Epcis.event("ObjectEvent", "urn:it:late:stored:" + lot, BEGIN);
        event.put("action", "OBSERVE");
        event.put("bizStep", "storing");
        event.put("quantityList", List.of(Epcis.kilograms(canonical(lot), BigDecimal.TEN)));
        event.put("readPoint", Epcis.place(place));
        event.put("bizLocation", Epcis.place(place));
        return event;
    }

    private static Map<String, Object> fixed(String id, String place, int zone) {
        Map<String, Object> event = Epcis.event("AssociationEvent", "urn:it:late:" + id, BEGIN);
        event.put("action", "ADD");
        event.put("parentID", place);
        event.put("childEPCs", List.of(DEVICE + zone));
        return event;
    }

    private static Map<String, Object> inError(Map<String, Object> event) {
        Map<String, Object> declared = new LinkedHashMap<>(event);
        declared.put("errorDeclaration", Map.of("declarationTime", Epcis.time(BEGIN.plus(Duration.ofDays(1))),
                "reason", "incorrect_data"));
        return declared;
    }

    @SafeVarargs
    private void tell(Map<String, Object>... events) throws Exception {
        HubClient.Answer answer = client.post("/capture", "application/json",
                Map.of("Idempotency-Key", UUID.randomUUID().toString()), Epcis.document(List.of(events)));
        assertEquals(202, answer.status(), answer.text());
        assertEquals("MAPPED", answer.json().get("outcome"), answer.text());
    }

    private void warm(int zone) {
        for (int minute = 1; minute <= WARM_MINUTES; minute++) {
            sensors.publishTemperature(zone, BEGIN.plus(Duration.ofMinutes(minute)), 9.4);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> awaitDeviation(String lot) {
        return Await.value("a deviation of " + lot, LIMIT, () -> said(lot).stream().filter(each -> each.containsKey("weft:deviation"))
                .map(each -> (Map<String, Object>) each.get("weft:deviation")).findFirst().orElse(null), this::explain);
    }

    /** The only one of that many that was not there before: each later one is of a later size of the log. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> awaitReevaluation(String lot, int count) {
        return Await.value("statement " + count + " about the deviation of " + lot, LIMIT, () -> {
            List<Map<String, Object>> statements = said(lot).stream().filter(each -> each.containsKey("weft:reevaluation")).toList();
            return statements.size() < count ? null : statements.stream().map(each -> (Map<String, Object>) each.get("weft:reevaluation"))
                    .filter(each -> count % 2 == 0 == (Boolean) each.get("weft:exceeded")).findFirst().orElse(null);
        }, this::explain);
    }

    /** What the hub itself said of a lot: deviations and statements about them. */
    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> said(String lot) throws IOException {
        return Rest.json(client, "/threads/" + GTIN + "/" + lot, "events").stream()
                .map(entry -> (Map<String, Object>) entry.get("event"))
                .filter(event -> event.get("eventID").toString().startsWith("urn:weft:decision:")).toList();
    }

    private void awaitHolds(String lot, int count) {
        Await.until(count + " hold(s) of " + lot, LIMIT,
                () -> holds.stream().filter(hold -> hold.contains(canonical(lot))).count() == count, this::explain);
    }

    private boolean refused() throws IOException {
        return Rest.json(client, "/deliveries?standing=REFUSED&target=httpsink~late", "deliveries").size() > 0;
    }

    private static String canonical(String lot) {
        return new ThreadKey(GTIN, lot).canonical();
    }

    private static BigDecimal number(Object value) {
        return new BigDecimal(value.toString()).stripTrailingZeros();
    }

    private String explain() {
        try {
            return "\n" + Rest.adapter(client, "opcua~late") + "\nholds " + holds + "\n" + said("LATE-1") + "\n" + said("LATE-2");
        } catch (IOException e) {
            return "\n" + e;
        }
    }
}
