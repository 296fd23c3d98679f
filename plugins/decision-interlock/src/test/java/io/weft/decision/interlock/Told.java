package io.weft.decision.interlock;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.event.InvalidEventException;
import io.weft.event.JsonException;
import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.thread.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Committed events of lot L-1, 5 kg each. */
final class Told {

    private static final String QUANTITY =
            "[{'epcClass':'https://id.gs1.org/01/09521321000018/10/L-1','quantity':5,'uom':'KGM'}]";
    private static final String TIMES = "'eventTime':'2026-03-01T08:00:00Z','eventTimeZoneOffset':'+00:00',";
    private static final MappingRef MAPPING = new MappingRef("test", "1.0.0");

    private Told() {
    }

    static StoredEvent object(String id, String step, String members) {
        String action = members.contains("'action'") ? "" : "'action':'OBSERVE',";
        return stored(id, "{'type':'ObjectEvent'," + action + TIMES + "'bizStep':'" + step + "','quantityList':" + QUANTITY
                + "," + members + "}", List.of());
    }

    static StoredEvent sameFactAs(String other, String step) {
        return stored("same-as-" + other, "{'type':'ObjectEvent','action':'OBSERVE'," + TIMES + "'bizStep':'" + step
                + "','quantityList':" + QUANTITY + "}", List.of(id(other)));
    }

    static StoredEvent declaredWrong(String id, String step) {
        return object(id, step, "'errorDeclaration':{'declarationTime':'2026-03-02T08:00:00Z'}");
    }

    static StoredEvent consumption(String id) {
        return stored(id, "{'type':'TransformationEvent'," + TIMES + "'transformationID':'urn:test:order','inputQuantityList':"
                + QUANTITY + "}", List.of());
    }

    private static StoredEvent stored(String id, String json, List<EventId> sameFactAs) {
        try {
            Event event = Event.of(read(json), id(id));
            RawMessage message = new RawMessage("http~test", "test", "json", Optional.empty(), "", Instant.EPOCH, Map.of(),
                    new byte[0]);
            MappedEvent mapped = new MappedEvent(event, Set.of(EvidenceClass.QUALITY_RESULT));
            EventEvidence evidence = EventEvidence.of(new byte[32], mapped, message,
                    new MessageId("http~test", MessageId.Kind.ENVELOPE, "", id), MAPPING);
            return new StoredEvent(event, mapped.classes(), new UUID(0, 0), MAPPING, Instant.EPOCH, evidence,
                    OptionalLong.empty(), sameFactAs);
        } catch (InvalidEventException | JsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String json) throws JsonException {
        return (Map<String, Object>) CanonicalJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static EventId id(String id) {
        return new EventId("urn:test:" + id);
    }
}
