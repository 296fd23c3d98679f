package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.Ports;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A laboratory's result over MLLP: acknowledged once it is in the lot's thread, and never before. */
class Hl7IT {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String INSTANCE = "hl7~lims";
    private static final String GTIN = "09521321000018";

    private final int port = Ports.free();

    @Test
    void resultIsAcceptedAfterItsCommitAndNotWhileTheStoreIsDown() throws Exception {
        try (Hub hub = Hub.unpack("hl7"); HapiContext laboratory = new DefaultHapiContext()) {
            // The laboratory sends what it likes; the hub has to judge it.
            laboratory.setValidationContext(ValidationContextFactory.noValidation());
            hub.configuration().write("io.weft.adapter.hl7-lims.cfg",
                    Map.of("system", "lims", "port", Integer.toString(port)));
            hub.configuration().write("io.weft.codelist-laboratory.cfg", Map.of("entry.QC", "9521321000018"));
            hub.configuration().write("io.weft.codelist-material.cfg", Map.of("entry.M-100", GTIN));
            start(hub);

            assertEquals("AA", send(laboratory, result("R-1", "99.20")));
            assertEquals(List.of("sampling", "inspecting"), steps(hub.client()));
            assertEquals("AA", send(laboratory, result("R-1", "99.20")), "a repeat");
            assertEquals("AA", send(laboratory, result("R-2", "12,5")), "kept in quarantine");
            assertEquals(List.of("QUARANTINED", "DUPLICATE", "MAPPED"), outcomes(hub.client()));

            ProcessHandle.of(hub.store().pid()).orElseThrow().destroyForcibly();
            assertNotEquals("AA", send(laboratory, decision("R-3")));
            hub.kill();
            start(hub);
            assertEquals(List.of("sampling", "inspecting"), steps(hub.client()));

            assertEquals("AA", send(laboratory, decision("R-3")));
            assertEquals(List.of("sampling", "inspecting", "inspecting"), steps(hub.client()));
        }
    }

    private static void start(Hub hub) throws IOException {
        hub.start();
        hub.awaitReady(START_LIMIT).close();
        hub.awaitUp(START_LIMIT);
        Await.until("the listener", LIMIT, () -> "UP".equals(Rest.adapter(hub.client(), INSTANCE).get("state")),
                () -> String.join("\n", hub.log()));
    }

    private String send(HapiContext laboratory, String message) throws Exception {
        Connection connection = laboratory.newClient("127.0.0.1", port, false);
        try {
            return new Terser(connection.getInitiator().sendAndReceive(laboratory.getPipeParser().parse(message)))
                    .get("/MSA-1");
        } finally {
            connection.close();
        }
    }

    private static String result(String id, String value) {
        return message(id, "OBX|1|NM|ASSAY^Assay^L||" + value + "|%^^UCUM|98.0-102.0|N|||F|||20260302083000+0100\r");
    }

    private static String decision(String id) {
        return message(id, "OBX|1|CWE|DECISION^Usage decision^99WEFT||RELEASED||||||F|||20260304140000+0100||Q-17^Sommer^Ada\r");
    }

    private static String message(String id, String observation) {
        return "MSH|^~\\&|LIMS|QC|WEFT|SITE|20260302091500+0100||ORU^R01^ORU_R01|" + id + "|P|2.5\r"
                + "OBR|1|P-88|F-1001|RELEASE|||20260301080000+0100\r" + observation
                + "SPM|1|P-S1&LIMS^S-4711&QC|||||||||||||||20260301080000+0100\r"
                + "OBX|1|ST|LOT^Lot number^99WEFT||L-2026-07||||||F\r"
                + "OBX|2|ST|MATERIAL^Material number^99WEFT||M-100||||||F\r";
    }

    /** Business steps of the events in the lot's thread, by their time. */
    private static List<String> steps(HubClient client) throws IOException {
        return Rest.json(client, "/threads/" + GTIN + "/L-2026-07", "events").stream()
                .map(event -> (Map<?, ?>) event.get("event"))
                .filter(Objects::nonNull)
                .sorted(java.util.Comparator.comparing(event -> (String) event.get("eventTime")))
                .map(event -> (String) event.get("bizStep"))
                .toList();
    }

    /** Newest first. */
    private static List<Object> outcomes(HubClient client) throws IOException {
        return Rest.json(client, "/messages?system=lims", "messages").stream()
                .map(message -> message.get("outcome"))
                .toList();
    }
}
