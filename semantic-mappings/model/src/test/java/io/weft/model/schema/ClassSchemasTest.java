package io.weft.model.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.event.Rejection;
import io.weft.mapping.MappedEvent;
import io.weft.model.schema.bundled.BundledClassSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassSchemasTest {

    private static final ClassSchemas SCHEMAS = new BundledClassSchemas();

    @ParameterizedTest
    @EnumSource(EvidenceClass.class)
    void examplesOfEachSchemaKeepToIt(EvidenceClass evidenceClass) throws Exception {
        Map<?, ?> schema = (Map<?, ?>) CanonicalJson.read(SCHEMAS.schema(evidenceClass));
        assertEquals("https://json-schema.org/draft/2020-12/schema", schema.get("$schema"));
        assertTrue(schema.containsKey("title") && schema.containsKey("description"));
        List<?> examples = (List<?>) schema.get("examples");
        assertTrue(examples.size() > 0);
        for (Object example : examples) {
            assertEquals(List.of(), SCHEMAS.check(event((Map<?, ?>) example, Set.of(evidenceClass))));
        }
    }

    @Test
    void noMemberIsDefinedByTwoClasses() {
        Map<String, EvidenceClass> owner = new LinkedHashMap<>();
        for (EvidenceClass evidenceClass : EvidenceClass.values()) {
            for (String member : SCHEMAS.members(evidenceClass)) {
                assertEquals(null, owner.put(member, evidenceClass), member);
            }
        }
    }

    @Test
    void namesTheFieldTheValueAndTheRule() throws Exception {
        List<Rejection> rejections = check(Map.of("weft:seal", Map.of("weft:number", "", "weft:whole", "yes")),
                EvidenceClass.SHOCK_LIGHT_DOOR_SEAL);
        assertEquals(Set.of("weft:seal.weft:number", "weft:seal.weft:whole"),
                Set.copyOf(rejections.stream().map(Rejection::field).toList()), rejections.toString());
        Rejection whole = rejections.stream().filter(each -> each.field().endsWith("whole")).findFirst().orElseThrow();
        assertEquals("yes", whole.value());
        assertEquals("string found, boolean expected (class 9, schemas 1.0)", whole.rule());
        assertEquals("INVALID_EXTENSION", whole.code());
    }

    @Test
    void missingFieldIsNamedItself() throws Exception {
        List<Rejection> rejections = check(Map.of("weft:device", Map.of("weft:model", "M")), EvidenceClass.DEVICE_EVIDENCE);
        assertEquals(List.of("weft:device.weft:serial"), rejections.stream().map(Rejection::field).toList());
    }

    @Test
    void amountWithoutUnitIsRefused() throws Exception {
        assertEquals(1, check(Map.of("weft:order", Map.of("weft:line", "10", "weft:quantity", 5)),
                EvidenceClass.PURCHASE_ORDER).size());
    }

    @Test
    void fieldOfAnotherClassIsRefused() throws Exception {
        List<Rejection> rejections = check(Map.of("weft:seal", Map.of("weft:number", "S1")), EvidenceClass.CUSTODY);
        assertEquals(List.of("weft:seal"), rejections.stream().map(Rejection::field).toList());
    }

    @Test
    void spelledOutNamespaceDoesNotGetAround() throws Exception {
        List<Rejection> rejections = check(Map.of("https://weft.io/ns/seal", "S1"), EvidenceClass.SHOCK_LIGHT_DOOR_SEAL);
        assertEquals(List.of("https://weft.io/ns/seal"), rejections.stream().map(Rejection::field).toList());
    }

    @Test
    void fieldsOfTheLotMasterDataAreChecked() throws Exception {
        List<Rejection> rejections = check(Map.of("ilmd", Map.of("weft:lot", Map.of("weft:expiryDate", "31.12.2027"))),
                EvidenceClass.LOT_GENEALOGY);
        assertEquals(List.of("weft:lot.weft:expiryDate"), rejections.stream().map(Rejection::field).toList());
    }

    @Test
    void eventWithoutExtensionsIsFine() throws Exception {
        assertEquals(List.of(), check(Map.of("example:seal", "S1"), EvidenceClass.CUSTODY));
    }

    private static List<Rejection> check(Map<String, ?> members, EvidenceClass evidenceClass) throws Exception {
        return SCHEMAS.check(event(members, Set.of(evidenceClass)));
    }

    private static MappedEvent event(Map<?, ?> members, Set<EvidenceClass> classes) throws Exception {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@context", List.of(Map.of("weft", "https://weft.io/ns/")));
        body.put("type", "ObjectEvent");
        body.put("eventTime", "2026-03-01T08:00:00Z");
        body.put("eventTimeZoneOffset", "+00:00");
        body.put("action", "ADD");
        body.put("epcList", List.of("urn:example:thing:1"));
        members.forEach((name, value) -> body.put((String) name, value));
        return new MappedEvent(Event.of(body, new EventId("urn:example:event:1")), classes);
    }
}
