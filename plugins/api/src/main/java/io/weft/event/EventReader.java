package io.weft.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one event: bounds, then every rule, then what the hub needs of it. */
final class EventReader {

    private static final String RECORD_TIME = "recordTime";
    private static final String EVENT_ID = "eventID";

    private final Map<String, ?> event;
    private final Findings findings = new Findings();

    EventReader(Map<String, ?> event) {
        this.event = event;
    }

    Event read(EventId fallback) throws InvalidEventException {
        checkDepth();
        EventType type = type();
        EventShapes.of(type).check(event, Path.EVENT, findings);
        new EventRules(event, findings).check(type);
        List<EventKey> keys = new KeyReader(findings).read(type, event);
        findings.throwIfAny();

        EventId id = event.get(EVENT_ID) instanceof String uri ? new EventId(uri) : fallback;
        Map<String, Object> complete = new LinkedHashMap<>(event);
        complete.put(EVENT_ID, id.uri());
        byte[] body = body(complete);
        return new Event(id, type, EventTime.read((String) event.get("eventTime")).orElseThrow(), errorDeclaration(), keys,
                body, contentDigest(complete, body));
    }

    private EventType type() throws InvalidEventException {
        Object name = event.get("type");
        Optional<EventType> type = name instanceof String text ? EventType.of(text) : Optional.empty();
        if (type.isEmpty()) {
            findings.add(Path.EVENT.member("type"), name == null ? "" : name,
                    "must name one of the five event types (EPCIS 2.0, 7.4) or MasterData");
            findings.throwIfAny();
        }
        return type.orElseThrow();
    }

    private void checkDepth() throws InvalidEventException {
        if (Depth.exceeds(event, Event.MAXIMUM_DEPTH)) {
            findings.bound(Path.EVENT, "", "an event must not be deeper than " + Event.MAXIMUM_DEPTH + " levels");
            findings.throwIfAny();
        }
    }

    private byte[] body(Map<String, Object> complete) throws InvalidEventException {
        byte[] body;
        try {
            body = CanonicalJson.write(complete);
        } catch (IllegalArgumentException e) {
            findings.add(Path.EVENT, "", "must have a canonical text: " + e.getMessage());
            findings.throwIfAny();
            throw e;
        }
        if (body.length > Event.MAXIMUM_BYTES) {
            findings.bound(Path.EVENT, body.length + " bytes",
                    "an event must not be longer than " + Event.MAXIMUM_BYTES + " bytes");
            findings.throwIfAny();
        }
        return body;
    }

    private static byte[] contentDigest(Map<String, Object> complete, byte[] body) {
        if (!complete.containsKey(RECORD_TIME)) {
            return Digests.sha256(body);
        }
        Map<String, Object> content = new LinkedHashMap<>(complete);
        content.remove(RECORD_TIME);
        return Digests.sha256(CanonicalJson.write(content));
    }

    private Optional<ErrorDeclaration> errorDeclaration() {
        if (!(event.get("errorDeclaration") instanceof Map<?, ?> declaration)) {
            return Optional.empty();
        }
        Instant time = EventTime.read((String) declaration.get("declarationTime")).orElseThrow();
        Optional<String> reason = Optional.ofNullable((String) declaration.get("reason"));
        List<EventId> corrective = declaration.get("correctiveEventIDs") instanceof List<?> ids
                ? ids.stream().map(id -> new EventId((String) id)).toList()
                : List.of();
        return Optional.of(new ErrorDeclaration(time, reason, corrective));
    }
}
