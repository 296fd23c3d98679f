package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.SharedHub;
import io.weft.itests.hub.SharedHub.Shared;
import io.weft.launcher.HubClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A supplier's words in JSON and a warehouse's in XML meet in one thread, which the supplier's own number leads to. */
@ExtendWith(SharedHub.class)
class SupplierIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PORTAL = "io.weft.adapter.http-supplierportal.cfg";
    private static final String WAREHOUSE = "io.weft.adapter.http-xmlwarehouse.cfg";
    private static final String GTIN = "09521321000049";
    private static final String QUALIFICATION = """
            {"message": "supplier-qualification", "messageId": "Q-1", "statedAt": "2026-01-05T08:00:00Z", "suppliers": [
              {"gln": "9521234000006", "tier": 1, "status": "approved", "validFrom": "2026-01-01", "validTo": "2026-12-31"},
              {"gln": "9521234000013", "tier": 2, "status": "conditional", "validFrom": "2026-01-01", "supplies": "9521234000006"}]}
            """;
    private static final String BATCH = """
            {"message": "supplier-batch", "messageId": "B-1", "statedAt": "2026-03-01T10:00:00Z", "supplier": "9521234000006",
             "lots": [{"gtin": "09521321000049", "batch": "X-1", "supplierBatch": "XS/77 1"}]}
            """;
    private static final String CALIBRATION = """
            {"message": "device-calibration", "messageId": "C-1", "statedAt": "2026-01-16T09:00:00Z", "devices": [
              {"device": "urn:site:recorder:7", "serial": "R-7", "calibratedOn": "2026-01-15", "calibrationDue": "2027-01-15"}]}
            """;
    private static final String RECEIPT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" creationDate="2026-03-02T10:00:00Z"><EPCISBody><EventList>
            <ObjectEvent><eventTime>2026-03-02T09:15:00Z</eventTime><eventTimeZoneOffset>+00:00</eventTimeZoneOffset><epcList/>
            <action>OBSERVE</action><bizStep>urn:epcglobal:cbv:bizstep:receiving</bizStep>
            <quantityList><quantityElement><epcClass>https://id.gs1.org/01/09521321000049/10/X-1</epcClass><quantity>25.5</quantity><uom>KGM</uom>
            </quantityElement></quantityList>
            <sensorElementList><sensorElement><sensorReport type="gs1:Acceleration" value="42.5" uom="MSK"/></sensorElement></sensorElementList>
            </ObjectEvent></EventList></EPCISBody></e:EPCISDocument>
            """;

    private final Hub hub;
    private final HubClient client;

    SupplierIT(Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
    }

    @BeforeEach
    void connect() {
        hub.configuration().write(PORTAL, Map.of("path", "/it/portal", "system", "portal", "format", "json"));
        hub.configuration().write(WAREHOUSE, Map.of("path", "/it/warehouse", "system", "wms", "format", "epcis-xml"));
        for (String instance : List.of("http~supplierportal", "http~xmlwarehouse")) {
            Await.until(instance, LIMIT, () -> "UP".equals(Rest.adapter(client, instance).get("state")),
                    () -> String.join("\n", hub.log()));
        }
    }

    @AfterEach
    void disconnect() {
        hub.configuration().delete(PORTAL);
        hub.configuration().delete(WAREHOUSE);
    }

    @Test
    void theSuppliersOwnNumberLeadsToWhatEverybodyToldOfTheLot() throws Exception {
        send("/it/portal", "application/json", QUALIFICATION);
        send("/it/portal", "application/json", BATCH);
        send("/it/portal", "application/json", CALIBRATION);
        send("/it/warehouse", "application/xml", RECEIPT);
        // An event's place in the log is told with it, once it has one.
        Await.until("all places in the log", LIMIT, () -> Rest.json(client, "/threads/" + GTIN + "/X-1", "events").stream()
                .allMatch(event -> event.get("leafIndex") instanceof Number), () -> String.join("\n", hub.log()));
        HubClient.Answer byLot = client.get("/threads/" + GTIN + "/X-1");
        assertEquals(200, byLot.status(), byLot.text());
        TreeSet<String> classes = new TreeSet<>();
        for (Object event : (List<?>) byLot.json().get("events")) {
            ((List<?>) ((Map<?, ?>) event).get("classes")).forEach(number -> classes.add(number.toString()));
        }
        assertTrue(classes.containsAll(List.of("2", "4", "6", "9")), classes + ": " + byLot.text());
        assertTrue(byLot.text().contains("9521234000013"), "the supplier of the supplier");
        for (String id : List.of("https://weft.io/ns/id/supplier-lot/9521234000006/XS%2F77%201", "XS/77 1")) {
            assertEquals(byLot.text(), client.get("/threads?id=" + HubClient.segment(id)).text(), id);
        }
    }

    private void send(String path, String mediaType, String message) throws Exception {
        HubClient.Answer answer = client.post(path, mediaType, Map.of(), message.strip().getBytes(StandardCharsets.UTF_8));
        assertEquals(202, answer.status(), answer.text());
        assertEquals("MAPPED", answer.json().get("outcome"), answer.text());
    }
}
