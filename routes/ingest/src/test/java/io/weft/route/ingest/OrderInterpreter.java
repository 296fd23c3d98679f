package io.weft.route.ingest;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.event.InvalidEventException;
import io.weft.event.JsonException;
import io.weft.event.Rejection;
import io.weft.mapping.Interpretation;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a document that is an EPCIS event itself, once its mapping serves. */
final class OrderInterpreter implements Interpreter {

    private static final MappingRef MAPPING = new MappingRef("test.orders", "1.0.0");

    private volatile boolean serving = true;
    private volatile Map<String, String> added = Map.of();

    /** From now on the mapping says this, too: it was wrong before. */
    void add(String member, String value) {
        added = Map.of(member, value);
    }

    void serve(boolean now) {
        serving = now;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Interpretation interpret(RawMessage message, int replay) {
        MessageId id = message.transportKey()
                .map(key -> new MessageId(message.instance(), MessageId.Kind.TRANSPORT, message.epoch(), key))
                .orElseGet(() -> new MessageId(message.instance(), MessageId.Kind.DIGEST, message.epoch(),
                        Digests.hex(Digests.sha256(message.payload()))));
        if (!serving) {
            return new Interpretation(message, id, Optional.empty(), replay, new MappingResult.Rejected(
                    List.of(Rejection.user("NO_MAPPING", "", message.format(), "is read by no serving mapping")), List.of()));
        }
        try {
            Map<String, Object> body = new LinkedHashMap<>((Map<String, Object>) CanonicalJson.read(message.payload()));
            body.putAll(added);
            Event event = Event.of(body,
                    EventId.derived(id.canonical(), replay, 0));
            return new Interpretation(message, id, Optional.of(MAPPING), replay, new MappingResult.Mapped(
                    List.of(new MappedEvent(event, Set.of(EvidenceClass.PURCHASE_ORDER))), Optional.empty(), List.of("4711")));
        } catch (InvalidEventException | JsonException e) {
            return new Interpretation(message, id, Optional.of(MAPPING), replay, new MappingResult.Rejected(
                    List.of(Rejection.user("NOT_EPCIS", "", "", e.getMessage())), List.of()));
        }
    }

    @Override
    public Interpretation interpretWith(String mappingId, RawMessage message) {
        return interpret(message, 0);
    }

    @Override
    public List<MappingRef> serving() {
        return serving ? List.of(MAPPING) : List.of();
    }
}
