package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.Await;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.HubManagement;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import io.weft.site.erp.Idocs;
import io.weft.site.mes.B2mml;
import io.weft.site.wms.Epcis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the profiles of one listener answer, by the distribution's own mappings: SAP's XML port, B2MML over REST, EPCIS capture.
 * The table of all adapters is docs/answers.md.
 */
@ExtendWith(SharedHub.class)
class AnswersIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String GLN = "9521321000018";
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final String MATERIAL = "000000000010009944";
    private static final String GTIN = "09521321000056";

    private final Hub hub;
    private final HubClient client;
    private final List<String> files = new ArrayList<>();

    AnswersIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
        this.client = shared.client();
    }

    /** A profile with what its counterpart sends. */
    enum Profile {
        SAP("/it/sap", "application/xml") {
            @Override
            byte[] mapped(int number) {
                return Idocs.goodsIssue(990_100 + number, "000001154799", item(MATERIAL), AT);
            }

            @Override
            byte[] ignored() {
                return text(Idocs.goodsReceipt(990_200, "DN-TEST", "4500000999", item(MATERIAL).withMovementType("101"), AT))
                        .replace("<E1MBGMCR SEGMENT=\"1\">", "<E1MBGMCR SEGMENT=\"1\"><TESTRUN>X</TESTRUN>").getBytes(StandardCharsets.UTF_8);
            }

            @Override
            byte[] quarantined() {
                return Idocs.goodsIssue(990_300, "000001154799", item("000000000010009945"), AT);
            }
        },
        B2MML("/it/mes", "application/xml") {
            @Override
            byte[] mapped(int number) {
                return new B2mml("IT-MES").materialLot("IT-M-" + number, "IT-API", "IT-" + number, LocalDate.of(2028, 1, 1), AT);
            }

            @Override
            byte[] ignored() {
                return "<BatchProductionRecord xmlns=\"http://www.mesa.org/xml/B2MML\"><ID>IT</ID></BatchProductionRecord>"
                        .getBytes(StandardCharsets.UTF_8);
            }

            @Override
            byte[] quarantined() {
                return new B2mml("IT-MES").materialLot("IT-M-9", "NOBODYS", "IT-9", LocalDate.of(2028, 1, 1), AT);
            }
        },
        CAPTURE("/capture", "application/json") {
            @Override
            byte[] mapped(int number) {
                return Epcis.document(List.of(event("urn:it:answers:" + number, GTIN)));
            }

            @Override
            byte[] ignored() {
                return Epcis.document(List.of());
            }

            @Override
            byte[] quarantined() {
                return Epcis.document(List.of(event("urn:it:answers:wrong", "09521321000057")));
            }
        };

        private final String path;
        private final String mediaType;

        Profile(String path, String mediaType) {
            this.path = path;
            this.mediaType = mediaType;
        }

        /** @param number tells documents apart */
        abstract byte[] mapped(int number);

        abstract byte[] ignored();

        abstract byte[] quarantined();

        private static Idocs.Item item(String material) {
            return new Idocs.Item(material, "IT-1", "261", "5.000", "KG");
        }

        private static Map<String, Object> event(String id, String gtin) {
            Map<String, Object> event = Epcis.event("ObjectEvent", id, AT);
            event.put("action", "OBSERVE");
            event.put("quantityList", List.of(Map.of("epcClass", "https://id.gs1.org/01/" + gtin + "/10/IT-1")));
            return event;
        }

        private static String text(byte[] document) {
            return new String(document, StandardCharsets.UTF_8);
        }
    }

    @BeforeEach
    void connect() {
        write("io.weft.codelist-material.cfg", Map.of("entry.10009944", GTIN));
        write("io.weft.codelist-purchaser.cfg", Map.of("entry.1100", GLN));
        write("io.weft.codelist-plant.cfg", Map.of("entry.1100", GLN));
        write("io.weft.codelist-storage-location.cfg", Map.of("entry.1100-0001", GLN));
        write("io.weft.codelist-mes-material.cfg", Map.of("entry.IT-API", GTIN));
        write("io.weft.codelist-mes-site.cfg", Map.of("entry.IT-MES", GLN));
        write("io.weft.adapter.http-itsap.cfg", Map.of("path", "/it/sap", "system", "it-erp", "format", "idoc-xml"));
        write("io.weft.adapter.http-itmes.cfg", Map.of("path", "/it/mes", "system", "it-mes", "format", "xml"));
        for (String instance : List.of("http~itsap", "http~itmes")) {
            Await.until(instance, LIMIT,
                    () -> "UP".equals(Rest.adapter(client, instance).get("state")), this::explain);
        }
        awaitMapping("erp-idoc.goods-issue", Profile.SAP);
        awaitMapping("mes-b2mml.material-lot", Profile.B2MML);
    }

    /** Each list is a configuration of its own and comes when it comes; a dry run says what is still missing. */
    private void awaitMapping(String mapping, Profile profile) {
        AtomicReference<String> last = new AtomicReference<>("");
        Await.until(mapping, LIMIT, () -> {
            last.set(dryRun(mapping, profile));
            return last.get().contains("\"events\"");
        }, last::get);
    }

    private String dryRun(String mapping, Profile profile) throws IOException {
        try {
            return client.post("/map/" + mapping, profile.mediaType, Map.of(), profile.mapped(0)).text();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void write(String file, Map<String, String> entries) {
        hub.configuration().write(file, entries);
        files.add(file);
    }

    @AfterEach
    void disconnect() {
        files.forEach(hub.configuration()::delete);
    }

    @ParameterizedTest
    @EnumSource
    void mappedAndDuplicateAreTakenWithOneReceipt(Profile profile) throws Exception {
        byte[] document = profile.mapped(1);
        Map<String, Object> first = taken(profile, document);
        assertEquals("MAPPED", first.get("outcome"), first.toString());
        Map<String, Object> again = taken(profile, document);
        assertEquals("DUPLICATE", again.get("outcome"), again.toString());
        assertEquals(first.get("receipt"), again.get("receipt"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsIgnoredIsTakenAndNamesItsRule(Profile profile) throws Exception {
        Map<String, Object> receipt = taken(profile, profile.ignored());
        assertEquals("IGNORED", receipt.get("outcome"), receipt.toString());
        assertTrue(Rest.json(client, "/messages/" + receipt.get("receipt")).get("rule").toString().length() > 1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsQuarantinedIsTakenAndSaysWhy(Profile profile) throws Exception {
        Map<String, Object> receipt = taken(profile, profile.quarantined());
        assertEquals("QUARANTINED", receipt.get("outcome"), receipt.toString());
        Map<?, ?> reason = (Map<?, ?>) Rest.json(client, "/messages/" + receipt.get("receipt"), "reasons").get(0);
        for (String member : List.of("code", "field", "value", "rule")) {
            assertTrue(reason.get(member) != null, reason.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileIntakeIsStoppedNothingIsTakenAndTheCounterpartIsAskedToComeBack(Profile profile) throws Exception {
        byte[] document = profile.mapped(2);
        try (HubManagement management = hub.management()) {
            management.stopRoute("weft-ingest", "ingest-message");
            HubClient.Answer refused;
            try {
                refused = post(profile, document);
            } finally {
                management.startRoute("weft-ingest", "ingest-message");
            }
            assertEquals(503, refused.status(), refused.text());
            assertTrue(Integer.parseInt(refused.headers().get("retry-after").get(0)) > 0);
        }
        assertEquals("MAPPED", taken(profile, document).get("outcome"), "the first that was taken");
    }

    private Map<String, Object> taken(Profile profile, byte[] document) throws Exception {
        HubClient.Answer answer = post(profile, document);
        assertEquals(202, answer.status(), answer.text());
        return answer.json();
    }

    private HubClient.Answer post(Profile profile, byte[] document) throws Exception {
        return client.post(profile.path, profile.mediaType, Map.of(), document);
    }

    private String explain() {
        return String.join("\n", hub.log());
    }
}
