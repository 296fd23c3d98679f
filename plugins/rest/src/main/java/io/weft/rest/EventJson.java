package io.weft.rest;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EvidenceClass;
import io.weft.event.JsonException;
import io.weft.event.Rejection;
import io.weft.thread.StoredEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events and what stands beside them, as JSON values. */
final class EventJson {

    /** The context that every EPCIS 2.0 document has. */
    static final String CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    private EventJson() {
    }

    /** The event as captured, with the hub's {@code recordTime} if the source gave none (EPCIS 2.0, 7.4.1). */
    static Map<String, Object> event(StoredEvent stored) {
        Map<String, Object> event = body(stored.event());
        event.putIfAbsent("recordTime", stored.recordTime().toString());
        return event;
    }

    /** An EPCIS document that stands alone: the event's own context is the document's. */
    static Map<String, Object> document(List<StoredEvent> events) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", List.of(CONTEXT));
        document.put("type", "EPCISDocument");
        document.put("schemaVersion", "2.0");
        document.put("creationDate", java.time.Instant.now().toString());
        document.put("epcisBody", Map.of("eventList", events.stream().map(EventJson::event).toList()));
        return document;
    }

    /** The event and its envelope: what the hub knows of it. */
    static Map<String, Object> withEnvelope(StoredEvent stored) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("event", event(stored));
        entry.put("classes", stored.classes().stream().map(EvidenceClass::number).sorted().toList());
        entry.put("message", stored.message().toString());
        entry.put("mapping", stored.mapping().toString());
        entry.put("recordTime", stored.recordTime().toString());
        entry.put("leafIndex", stored.leafIndex().isPresent() ? (Object) stored.leafIndex().getAsLong() : CanonicalJson.NULL);
        entry.put("sameFactAs", stored.sameFactAs().stream().map(id -> (Object) id.uri()).toList());
        return entry;
    }

    static Map<String, Object> body(Event event) {
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> body = (Map<String, Object>) CanonicalJson.read(event.body());
            return new LinkedHashMap<>(body);
        } catch (JsonException e) {
            throw new IllegalStateException("the stored body of " + event.id() + " is not JSON", e);
        }
    }

    static Map<String, Object> rejection(Rejection rejection) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", rejection.code());
        entry.put("class", rejection.errorClass().name());
        entry.put("field", rejection.field());
        entry.put("value", rejection.value());
        entry.put("rule", rejection.rule());
        return entry;
    }
}
