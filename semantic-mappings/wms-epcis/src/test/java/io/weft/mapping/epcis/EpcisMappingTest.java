package io.weft.mapping.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.event.Rejection;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpcisMappingTest {

    private static final String CONTEXT = "\"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld\"";
    private static final String TIME = "\"eventTime\":\"2026-03-02T09:15:00+01:00\",\"eventTimeZoneOffset\":\"+01:00\"";
    private static final String LOT = "https://id.gs1.org/01/04012345000016/10/L2026-0815";
    private static final String RECEIPT = object("\"bizStep\":\"receiving\",\"quantityList\":[{\"epcClass\":\"" + LOT
            + "\",\"quantity\":25,\"uom\":\"KGM\"}]");

    @Test
    void aBareEventAndADocumentTellTheSameEvent() {
        String bare = RECEIPT.replaceFirst("\\{", "{\"@context\":" + CONTEXT + ",\"eventID\":\"urn:uuid:1\",");
        String inDocument = document(RECEIPT.replaceFirst("\\{", "{\"eventID\":\"urn:uuid:1\","));
        assertEquals(only(bare).event(), only(inDocument).event());
    }

    /** An event's own context may give its prefixes another meaning than the document's; both must stay, in that order. */
    @Test
    void anEventsOwnContextComesAfterThatOfItsDocument() {
        String own = RECEIPT.replaceFirst("\\{", "{\"@context\":{\"site\":\"https://site.example/\"},\"site:dock\":\"7\",");
        assertTrue(text(only(document(own)).event()).contains(
                "\"@context\":[" + CONTEXT + ",{\"site\":\"https://site.example/\"}]"));
    }

    @Test
    void anExtensionFieldBringsItsClass() {
        String decided = RECEIPT.replace("receiving", "inspecting").replaceFirst("\\{", "{\"weft:deviation\":"
                + "{\"weft:id\":\"urn:test:1\",\"weft:rule\":\"above\"},\"weft:usageDecision\":{\"weft:code\":\"rejected\","
                + "\"weft:by\":\"Q. Lim\",\"weft:at\":\"2026-03-02T11:00:00+01:00\"},");
        assertEquals(java.util.Set.of(EvidenceClass.QUALITY_RESULT, EvidenceClass.DEVIATION_AND_DECISION),
                only(document(decided)).classes());
    }

    @Test
    void quantitiesKeepEveryDigit() {
        String exact = RECEIPT.replace("\"quantity\":25", "\"quantity\":5.000000000000000001");
        assertTrue(text(only(document(exact)).event()).contains("\"quantity\":5.000000000000000001"));
    }

    @Test
    void emptyListsStay() {
        String empty = object("\"bizStep\":\"receiving\",\"epcList\":[],\"quantityList\":[{\"epcClass\":\"" + LOT + "\"}]");
        assertTrue(text(only(document(empty)).event()).contains("\"epcList\":[]"));
    }

    @Test
    void anErrorDeclarationAndItsCorrectionAreTwoEvents() {
        String wrong = RECEIPT.replaceFirst("\\{", "{\"eventID\":\"urn:uuid:1\",\"errorDeclaration\":{\"declarationTime\":"
                + "\"2026-03-02T11:00:00+01:00\",\"reason\":\"incorrect_data\",\"correctiveEventIDs\":[\"urn:uuid:2\"]},");
        String right = RECEIPT.replaceFirst("\\{", "{\"eventID\":\"urn:uuid:2\",").replace("25", "24");
        MappingResult.Mapped mapped = mapped(document(wrong + "," + right));
        Event declared = mapped.events().get(0).event();
        assertEquals(List.of(new EventId("urn:uuid:2")), declared.errorDeclaration().orElseThrow().correctiveEventIds());
        assertEquals(new EventId("urn:uuid:2"), mapped.events().get(1).event().id());
    }

    @Test
    void theWarehousesConfirmationOfAHoldNamesIt() {
        String confirmation = object("\"bizStep\":\"holding\",\"disposition\":\"https://weft.io/ns/disposition/quarantined\","
                + "\"quantityList\":[{\"epcClass\":\"" + LOT + "\"}],\"bizTransactionList\":[{\"type\":"
                + "\"https://weft.io/ns/transaction/hold\",\"bizTransaction\":\"urn:weft:hold:8d2f0a6c\"}]");
        MappingResult.Mapped mapped = mapped(document(confirmation));
        assertTrue(mapped.searchKeys().contains("urn:weft:hold:8d2f0a6c"));
        assertTrue(mapped.events().get(0).event().keys().stream().anyMatch(key -> key.key().equals("urn:weft:hold:8d2f0a6c")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "~\"type\":\"EPCISDocument\",\"epcisBody\":{\"eventList\":[{\"type\":\"ObjectEvent\"}]}~ | epcisBody.eventList[0].@context",
        "~\"type\":\"EPCISDocument\",\"@context\":\"x:y\",\"epcisBody\":{}~ | epcisBody.eventList",
        "~\"type\":\"EPCISDocument\",\"@context\":\"x:y\",\"epcisBody\":{\"eventList\":[7]}~ | epcisBody.eventList[0]",
        "~\"type\":\"EPCISQueryDocument\",\"@context\":\"x:y\",\"epcisBody\":{}~ | epcisBody.queryResults.resultsBody.eventList",
        "~\"type\":\"EPCISDocument\",\"@context\":\"x:y\",\"epcisHeader\":{\"epcisMasterData\":{}},\"epcisBody\":{\"eventList\":[]}~ | creationDate",
        "~\"type\":\"EPCISDocument\",\"@context\":\"x:y\",\"creationDate\":\"2026-03-02T10:00:00Z\",\"epcisHeader\":{\"epcisMasterData\":{}},\"epcisBody\":{\"eventList\":[]}~ | epcisHeader.epcisMasterData.vocabularyList",
        "~\"type\":\"EPCISDocument\",\"@context\":\"x:y\",\"creationDate\":\"2026-03-02T10:00:00Z\",\"epcisHeader\":{\"epcisMasterData\":{\"vocabularyList\":[{\"type\":\"x:y\",\"vocabularyElementList\":[{\"id\":\"7\"}]}]}},\"epcisBody\":{\"eventList\":[]}~ | epcisHeader.epcisMasterData.vocabularyList[0].vocabularyElementList[0].id",
    })
    void whatCannotBeReadIsNamed(String members, String field) {
        MappingResult.Rejected rejected =
                assertInstanceOf(MappingResult.Rejected.class, Epcis.map("{" + members + "}"));
        assertEquals(field, rejected.reasons().get(0).field());
    }

    /** A document says not since when its master data hold: they hold for its own events at least. */
    @Test
    void masterDataOfADocumentAreStatementsThatHoldForItsEvents() {
        String item = "{\"type\":\"urn:epcglobal:epcis:vtype:EPCClass\",\"vocabularyElementList\":[{\"id\":\"https://id.gs1.org/01/04012345000016\","
                + "\"attributes\":[{\"id\":\"urn:epcglobal:cbv:mda#descriptionShort\",\"attribute\":\"Lactose\"}]}]}";
        MappingResult.Mapped mapped = mapped("{\"@context\":" + CONTEXT + ",\"type\":\"EPCISDocument\",\"schemaVersion\":\"2.0\","
                + "\"creationDate\":\"2026-03-02T10:00:00Z\",\"epcisHeader\":{\"epcisMasterData\":{\"vocabularyList\":[" + item
                + "]}},\"epcisBody\":{\"eventList\":[" + RECEIPT + "]}}");
        assertEquals(2, mapped.events().size());
        assertEquals(java.util.Set.of(EvidenceClass.MATERIAL_MASTER), mapped.events().get(1).classes());
        String statement = text(mapped.events().get(1).event());
        assertTrue(statement.contains("\"validFrom\":\"2026-03-02T09:15:00+01:00\""), statement);
        assertTrue(statement.contains("\"eventTime\":\"2026-03-02T10:00:00Z\""), statement);
        assertTrue(statement.contains("\"attribute\":\"Lactose\""), statement);
    }

    /** A message is atomic: one bad event keeps the good ones out too, and its place is told. */
    @Test
    void aFaultyEventIsNamedWithItsPlace() {
        String faulty = RECEIPT.replace("04012345000016", "04012345000017");
        MappingResult.Rejected rejected =
                assertInstanceOf(MappingResult.Rejected.class, Epcis.map(document(RECEIPT + "," + faulty)));
        Rejection reason = rejected.reasons().get(0);
        assertTrue(reason.field().startsWith("epcisBody.eventList[1].quantityList[0]"), reason.toString());
        assertTrue(reason.value().contains("04012345000017"), reason.toString());
    }

    @Test
    void aDocumentWithoutEventsIsLeftAsideByName() {
        assertEquals(new MappingResult.Ignored("no-events"), Epcis.map(document("")));
    }

    /** The table of README.md. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "~\"bizStep\":\"commissioning\"~ | 4",
        "~\"bizStep\":\"shipping\"~ | 5",
        "~\"bizStep\":\"receiving\"~ | 6 12",
        "~\"bizStep\":\"https://ref.gs1.org/cbv/BizStep-receiving\"~ | 6 12",
        "~\"bizStep\":\"transporting\"~ | 7",
        "~\"bizStep\":\"inspecting\"~ | 11",
        "~\"bizStep\":\"holding\"~ | 13",
        "~\"bizStep\":\"storing\"~ | 12",
        "~\"readPoint\":{\"id\":\"https://id.gs1.org/414/9521321000018\"}~ | 12",
        "~\"bizStep\":\"inspecting\",\"sensorElementList\":[{\"sensorReport\":[{\"type\":\"Temperature\",\"value\":5,\"uom\":\"CEL\"}]}]~ | 8",
        "~\"bizStep\":\"sensor_reporting\",\"sensorElementList\":[{\"sensorReport\":[{\"type\":\"gs1:Illuminance\",\"value\":5,\"uom\":\"LUX\"}]}]~ | 9",
    })
    void classesFollowStepAndSensors(String members, String classes) {
        String event = object(members + ",\"quantityList\":[{\"epcClass\":\"" + LOT + "\"}]");
        assertEquals(Arrays.stream(classes.split(" ")).map(Integer::valueOf).map(EvidenceClass::of).collect(Collectors.toSet()),
                only(document(event)).classes());
    }

    private static String object(String members) {
        return "{\"type\":\"ObjectEvent\"," + TIME + ",\"action\":\"OBSERVE\"," + members + "}";
    }

    private static String document(String events) {
        return "{\"@context\":" + CONTEXT + ",\"type\":\"EPCISDocument\",\"schemaVersion\":\"2.0\",\"creationDate\":"
                + "\"2026-03-02T09:15:01+01:00\",\"epcisBody\":{\"eventList\":[" + events + "]}}";
    }

    private static MappingResult.Mapped mapped(String payload) {
        return assertInstanceOf(MappingResult.Mapped.class, Epcis.map(payload));
    }

    private static MappedEvent only(String payload) {
        MappingResult.Mapped mapped = mapped(payload);
        assertEquals(1, mapped.events().size());
        return mapped.events().get(0);
    }

    private static String text(Event event) {
        return new String(event.body(), StandardCharsets.UTF_8);
    }
}
