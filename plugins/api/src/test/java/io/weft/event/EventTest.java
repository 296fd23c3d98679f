package io.weft.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.EventKey.Role;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

    private static final EventId FALLBACK = new EventId("urn:example:fallback");
    private static final String HEAD = "'eventTime':'2026-03-01T08:00:00+01:00','eventTimeZoneOffset':'+01:00'";
    private static final String LOT = "https://id.gs1.org/01/09521234123453/10/";

    @Test
    void keepsWhatTheSourceWroteAndAddsOnlyAMissingIdentity() throws Exception {
        Event event = event("{'type':'ObjectEvent'," + HEAD + ",'action':'OBSERVE','epcList':[],'example:x':{'b':1.50,'a':null}}");
        assertEquals("{'action':'OBSERVE','epcList':[],'eventID':'urn:example:fallback','eventTime':'2026-03-01T08:00:00+01:00',"
                + "'eventTimeZoneOffset':'+01:00','example:x':{'a':null,'b':1.5},'type':'ObjectEvent'}",
                new String(event.body(), StandardCharsets.UTF_8).replace('"', '\''));
        assertEquals(FALLBACK, event.id());
        assertEquals(EventType.OBJECT, event.type());
        assertEquals(Instant.parse("2026-03-01T07:00:00Z"), event.eventTime());
    }

    @Test
    void identityOfTheSourceStaysAsItIs() throws Exception {
        assertEquals(new EventId("NI:///x"), observed("'eventID':'NI:///x'").id());
    }

    /** A repository stamps recordTime when it learns of an event; that must not make it another event. */
    @Test
    void recordTimeIsNoContent() throws Exception {
        Event plain = observed("'eventID':'urn:example:1'");
        Event stamped = observed("'eventID':'urn:example:1','recordTime':'2026-03-02T00:00:00Z'");
        assertArrayEquals(plain.contentDigest(), stamped.contentDigest());
        assertNotEquals(plain, stamped);
        assertArrayEquals(Digests.sha256(plain.body()), plain.contentDigest());
    }

    @Test
    void masterDataIsFoundByWhatItIsAbout() throws Exception {
        Event statement = masterData("'validFrom':'2026-01-01T00:00:00Z','validTo':'2027-01-01T00:00:00Z'");
        assertEquals(EventType.MASTER_DATA, statement.type());
        assertEquals(List.of(key(Role.SUBJECT, "https://id.gs1.org/01/09521234123453")), statement.keys());
    }

    @Test
    void masterDataHoldsForSomeTime() {
        InvalidEventException refused = assertThrows(InvalidEventException.class,
                () -> masterData("'validFrom':'2026-01-01T00:00:00Z','validTo':'2026-01-01T00:00:00Z'"));
        assertEquals("validTo", refused.rejections().get(0).field());
    }

    private static Event masterData(String validity) throws Exception {
        return event("{'type':'MasterData'," + HEAD + ",'vocabulary':'urn:epcglobal:epcis:vtype:EPCClass',"
                + "'id':'https://id.gs1.org/01/09521234123453','weft:material':{'weft:storageClass':'2-8'}," + validity + "}");
    }

    @Test
    void keysStandInOrderWithRoleAndQuantity() throws Exception {
        Event event = event("{'type':'TransformationEvent'," + HEAD + ",'inputQuantityList':["
                + "{'epcClass':'urn:epc:class:lgtin:9521234.012345.A','quantity':5.5,'uom':'KGM'},"
                + "{'epcClass':'urn:epc:class:lgtin:9521234.012345.A','quantity':5.5,'uom':'KGM'},"
                + "{'epcClass':'https://shop.example/01/09521234123453/10/B','quantity':3}],"
                + "'outputEPCList':['https://id.gs1.org/01/09521234123453/10/C/21/1','https://id.gs1.org/01/09521234123453/10/C/21/2'],"
                + "'bizLocation':{'id':'urn:epc:id:sgln:9521234.12345.0'},'readPoint':{'id':'urn:example:gate'},"
                + "'bizTransactionList':[{'type':'po','bizTransaction':'urn:example:po'}],"
                + "'sourceList':[{'type':'location','source':'urn:example:from'}],"
                + "'destinationList':[{'type':'location','destination':'urn:example:to'}],"
                + "'sensorElementList':[{'sensorMetadata':{'deviceID':'urn:epc:id:giai:9521234.1'},"
                + "'sensorReport':[{'type':'Temperature','deviceID':'urn:epc:id:giai:9521234.1'},"
                + "{'exception':'ALARM_CONDITION','deviceID':'urn:epc:id:giai:9521234.2'}]}]}");
        Optional<Quantity> mass = Optional.of(new Quantity(new BigDecimal("5.5"), Optional.of(new Unit("KGM"))));
        Optional<Quantity> count = Optional.of(new Quantity(new BigDecimal("3"), Optional.empty()));
        assertEquals(List.of(
                new EventKey(Role.INPUT, LOT + "A", mass), new EventKey(Role.INPUT, LOT + "A", mass),
                new EventKey(Role.INPUT, LOT + "B", count),
                key(Role.OUTPUT, "https://id.gs1.org/01/09521234123453/21/1"), key(Role.OUTPUT, LOT + "C"),
                key(Role.OUTPUT, "https://id.gs1.org/01/09521234123453/21/2"),
                key(Role.LOCATION, "https://id.gs1.org/414/9521234123453"), key(Role.READ_POINT, "urn:example:gate"),
                key(Role.TRANSACTION, "urn:example:po"), key(Role.SOURCE, "urn:example:from"),
                key(Role.DESTINATION, "urn:example:to"), key(Role.DEVICE, "https://id.gs1.org/8004/95212341"),
                key(Role.DEVICE, "https://id.gs1.org/8004/95212342")), event.keys());
    }

    @Test
    void parentAndChildrenAreKeys() throws Exception {
        Event event = event("{'type':'AggregationEvent'," + HEAD + ",'action':'ADD','parentID':'urn:epc:id:sscc:9521234.0123456789',"
                + "'childEPCs':['urn:example:child'],'childQuantityList':[{'epcClass':'urn:example:class'}]}");
        assertEquals(List.of(key(Role.PARENT, "https://id.gs1.org/00/095212341234567891"), key(Role.CHILD, "urn:example:child"),
                key(Role.CHILD, "urn:example:class")), event.keys());
    }

    @Test
    void errorDeclarationIsRead() throws Exception {
        ErrorDeclaration declaration = observed("'eventID':'urn:example:1','errorDeclaration':{'declarationTime':'2026-03-02T08:00:00.5Z',"
                + "'reason':'incorrect_data','correctiveEventIDs':['urn:example:2'],'example:by':'me'}").errorDeclaration().orElseThrow();
        assertEquals(new ErrorDeclaration(Instant.parse("2026-03-02T08:00:00.5Z"), Optional.of("incorrect_data"),
                List.of(new EventId("urn:example:2"))), declaration);
        assertEquals(Optional.empty(), observed("'eventID':'urn:example:1'").errorDeclaration());
    }

    /** One line: members that replace or join those of a sound ObjectEvent, the field that is named, part of the rule. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "'type':'ThingEvent'                           | type                     | five event types",
        "'eventTime':'2026-03-01T08:00:00'             | eventTime                | with seconds and an offset",
        "'eventTime':'2026-02-29T08:00:00Z'            | eventTime                | with seconds and an offset",
        "'eventTime':1                                 | eventTime                | with seconds and an offset",
        "'eventTimeZoneOffset':'Z'                     | eventTimeZoneOffset      | 'Z' is none",
        "'eventTimeZoneOffset':'+15:00'                | eventTimeZoneOffset      | from +14:00",
        "'action':'REMOVE'                             | action                   | [ADD, DELETE, OBSERVE]",
        "'eventID':'4711'                              | eventID                  | must be a URI",
        "'bizStep':'shiping'                           | bizStep                  | word of CBV or a URI",
        "'disposition':null                            | disposition              | word of CBV or a URI",
        "'epcList':'urn:example:1'                     | epcList                  | must be an array",
        "'epcList':['urn:example:1','urn:example:1']   | epcList[1]               | twice",
        "'epcList':['urn:example:1','urn:epc:id:sgtin:1.2.3'] | epcList[1]        | 6 to 12 digits",
        "'epcList':['https://id.gs1.org/01/09521234123454'] | epcList[0]          | check digit",
        "'quantityList':[{'quantity':1}]               | quantityList[0].epcClass | is required",
        "'quantityList':[{'epcClass':'urn:x:1','quantity':'1'}] | quantityList[0].quantity | must be a number",
        "'quantityList':[{'epcClass':'urn:x:1','uom':'KGM'}] | quantityList[0].uom | without quantity",
        "'quantityList':[{'epcClass':'urn:x:1','quantity':1,'uom':'kg'}] | quantityList[0].uom | UNECE Rec 20",
        "'quantityList':[{'epcClass':'urn:x:1','lot':1}] | quantityList[0].lot    | no member that EPCIS defines",
        "'bizLocation':'urn:x:1'                       | bizLocation              | must be an object",
        "'readPoint':{}                                | readPoint.id             | is required",
        "'bizTransactionList':[{'type':'po'}]          | bizTransactionList[0].bizTransaction | is required",
        "'sourceList':[{'source':'urn:x:1'}]           | sourceList[0].type       | is required",
        "'persistentDisposition':{}                    | persistentDisposition    | set or unset",
        "'persistentDisposition':{'set':[]}            | persistentDisposition.set | at least one",
        "'ilmd':{'example:x':1}                        | ilmd                     | only with action ADD",
        "'errorDeclaration':{}                         | errorDeclaration.declarationTime | is required",
        "'sensorElementList':[{'sensorReport':[{}]}]   | sensorElementList[0].sensorReport[0].type | or exception",
        "'sensorElementList':[{'sensorReport':[{'type':'Temperature','value':'5'}]}] | sensorElementList[0].sensorReport[0].value | must be a number",
        "'lot':'A'                                     | lot                      | no prefix of another vocabulary",
        "'parentID':'urn:x:1'                          | parentID                 | no member that EPCIS defines"
    })
    void brokenRuleIsNamedWithItsField(String members, String field, String rule) {
        List<Rejection> rejections = refused(members);
        assertEquals(1, rejections.size(), rejections.toString());
        assertEquals("INVALID_EVENT", rejections.get(0).code());
        assertEquals(ErrorClass.USER, rejections.get(0).errorClass());
        assertEquals(field, rejections.get(0).field());
        assertTrue(rejections.get(0).rule().contains(rule), rejections.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{'type':'ObjectEvent',H,'action':'OBSERVE'}                                               | epcList",
        "{'type':'AggregationEvent',H,'action':'ADD','childEPCs':['urn:x:1']}                      | parentID",
        "{'type':'AggregationEvent',H,'action':'ADD','parentID':'urn:x:1'}                         | childEPCs",
        "{'type':'AssociationEvent',H,'action':'DELETE'}                                           | parentID",
        "{'type':'TransactionEvent',H,'action':'ADD','epcList':[]}                                 | bizTransactionList",
        "{'type':'TransactionEvent',H,'action':'ADD','bizTransactionList':[],'epcList':[]}         | bizTransactionList",
        "{'type':'TransactionEvent',H,'action':'ADD','bizTransactionList':[{'bizTransaction':'urn:x:1'}]} | epcList",
        "{'type':'TransformationEvent',H,'inputEPCList':['urn:x:1']}                               | outputEPCList",
        "{'type':'TransformationEvent',H,'transformationID':'urn:x:1'}                             | inputEPCList",
        "{'type':'TransformationEvent',H,'action':'ADD','inputEPCList':['urn:x:1'],'outputEPCList':['urn:x:2']} | action"
    })
    void eachTypeHasItsOwnRules(String json, String field) {
        InvalidEventException refusal = assertThrows(InvalidEventException.class, () -> event(json.replace("H", HEAD)));
        assertEquals(List.of(field), refusal.rejections().stream().map(Rejection::field).toList(), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'type':'ObjectEvent',H,'action':'OBSERVE','sensorElementList':[{'sensorReport':[{'type':'Temperature'}]}],'readPoint':{'id':'urn:x:1'}}",
        "{'type':'AggregationEvent',H,'action':'DELETE','parentID':'urn:x:1'}",
        "{'type':'AggregationEvent',H,'action':'OBSERVE','childEPCs':['urn:x:1','urn:x:1']}",
        "{'type':'AssociationEvent',H,'action':'DELETE','parentID':'urn:x:1'}",
        "{'type':'TransactionEvent',H,'action':'DELETE','bizTransactionList':[{'bizTransaction':'urn:x:1'}]}",
        "{'type':'TransformationEvent',H,'transformationID':'urn:x:1','outputEPCList':['urn:x:2']}",
        "{'type':'ObjectEvent',H,'action':'ADD','epcList':['urn:x:1'],'ilmd':{'example:x':1},'certificationInfo':'urn:x:2'}",
        "{'type':'ObjectEvent',H,'action':'ADD','epcList':['urn:x:1'],'bizStep':'urn:epcglobal:cbv:bizstep:receiving'}"
    })
    void whatTheStandardAllowsIsAllowed(String json) throws Exception {
        event(json.replace("H", HEAD));
    }

    @Test
    void everyBrokenRuleIsListedAtOnce() {
        InvalidEventException refusal = assertThrows(InvalidEventException.class,
                () -> event("{'type':'ObjectEvent','action':'x','epcList':['a'],'bizStep':1}"));
        assertEquals(List.of("action", "epcList[0]", "bizStep", "eventTime", "eventTimeZoneOffset"),
                refusal.rejections().stream().map(Rejection::field).toList());
    }

    @Test
    void listOfFaultsIsBounded() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add("no URI " + i);
        }
        List<Rejection> rejections = assertThrows(InvalidEventException.class, () -> Event.of(Map.of("type", "ObjectEvent",
                "eventTime", "2026-03-01T08:00:00Z", "eventTimeZoneOffset", "+00:00", "action", "ADD", "epcList", many), FALLBACK))
                .rejections();
        assertEquals(51, rejections.size());
        assertEquals("950", rejections.get(50).value());
    }

    @Test
    void depthAndSizeAreBounded() {
        Object deep = "x";
        for (int i = 0; i < 100_000; i++) {
            deep = List.of(deep);
        }
        Map<String, Object> tooDeep = Map.of("type", "ObjectEvent", "example:deep", deep);
        assertEquals(ErrorClass.RESOURCES, assertThrows(InvalidEventException.class, () -> Event.of(tooDeep, FALLBACK))
                .rejections().get(0).errorClass());
        InvalidEventException tooLong = assertThrows(InvalidEventException.class,
                () -> observed("'example:long':'" + "x".repeat(Event.MAXIMUM_BYTES) + "'"));
        assertEquals(ErrorClass.RESOURCES, tooLong.rejections().get(0).errorClass());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T08:00:00Z, 2026-03-01T08:00:00Z", "2026-03-01T08:00:00.1+14:00, 2026-02-28T18:00:00.100Z",
        "2026-03-01T08:00:00.123456789999Z, 2026-03-01T08:00:00.123456789Z", "2024-02-29T00:00:00-00:30, 2024-02-29T00:30:00Z"
    })
    void timesAreReadToTheNanosecond(String text, Instant instant) {
        assertEquals(Optional.of(instant), EventTime.read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-03-01", "2026-03-01T08:00Z", "2026-03-01T08:00:00", "2026-03-01T08:00:00.Z", "2026-03-01 08:00:00Z",
        "2026-03-01T08:00:60Z", "2026-03-01T24:00:00Z", "2026-13-01T08:00:00Z", "2026-03-01T08:00:00+14:01", "2026-03-01T08:00:00+1:00",
        "2026-03-01T08:00:00+01:60", "2026-03-01T08:00:00+0100", "2026-03-01T08:00:00z", "2026-03-01t08:00:00Z", "٢026-03-01T08:00:00Z"})
    void otherTextsAreNoTimes(String text) {
        assertEquals(Optional.empty(), EventTime.read(text));
    }

    private static EventKey key(Role role, String key) {
        return new EventKey(role, key, Optional.empty());
    }

    private static Event observed(String members) throws Exception {
        return event("{'type':'ObjectEvent'," + HEAD + ",'action':'OBSERVE','epcList':['urn:example:1']," + members + "}");
    }

    private static List<Rejection> refused(String members) {
        return assertThrows(InvalidEventException.class, () -> {
            Map<String, Object> body = object("{'type':'ObjectEvent'," + HEAD + ",'action':'OBSERVE','epcList':['urn:example:1']}");
            body.putAll(object("{" + members + "}"));
            Event.of(body, FALLBACK);
        }).rejections();
    }

    private static Event event(String json) throws Exception {
        return Event.of(object(json), FALLBACK);
    }

    private static Map<String, Object> object(String json) throws JsonException {
        return EventDocuments.object(CanonicalJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }
}
