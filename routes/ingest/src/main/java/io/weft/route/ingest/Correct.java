package io.weft.route.ingest;

import io.weft.adapter.Outcome;
import io.weft.adapter.Receipt;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.InvalidEventException;
import io.weft.event.JsonException;
import io.weft.mapping.Interpretation;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredEvent;
import io.weft.thread.StoredMessage;
import io.weft.thread.ThreadQuery;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Sets what a mapped message means now against what it was taken to mean. An event that comes out as before keeps its
 * identity; each other earlier one is declared an error, with the events that stand for it now (EPCIS 2.0, 7.4.1.3).
 */
final class Correct implements Processor {

    private static final String ERROR_REASON = "incorrect_data";

    private final ThreadQuery query;
    private final Clock clock;

    Correct(ThreadQuery query, Clock clock) {
        this.query = query;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws StoreUnavailableException {
        Interpretation now = exchange.getMessage().getBody(Interpretation.class);
        StoredMessage before = exchange.getProperty(Load.STORED, StoredMessage.class);
        if (!(now.result() instanceof MappingResult.Mapped mapped)) {
            throw new IllegalArgumentException("receipt: " + before.receipt() + " is of a message that would not be mapped now: "
                    + now.result() + "; it stays as it was mapped");
        }
        Map<ByteBuffer, StoredEvent> earlier = earlier(before);
        List<MappedEvent> kept = new ArrayList<>();
        List<MappedEvent> fresh = new ArrayList<>();
        for (MappedEvent event : mapped.events()) {
            StoredEvent same = earlier.remove(content(event.event()));
            if (same == null) {
                fresh.add(event);
            } else {
                kept.add(new MappedEvent(same.event(), same.classes()));
            }
        }
        if (fresh.isEmpty() && earlier.isEmpty()) {
            exchange.getMessage().setBody(new Receipt(before.receipt(), Outcome.MAPPED, List.of()));
            exchange.setRouteStop(true);
            return;
        }
        exchange.getMessage().setBody(new Interpretation(now.message(), now.id(), now.mapping(), now.replay(),
                new MappingResult.Mapped(events(now, kept, fresh, earlier.values()), mapped.businessKey(),
                        mapped.searchKeys())));
    }

    /** The message's own events that still count, by what they say. */
    private Map<ByteBuffer, StoredEvent> earlier(StoredMessage message) throws StoreUnavailableException {
        Map<ByteBuffer, StoredEvent> earlier = new LinkedHashMap<>();
        for (EventId id : message.events()) {
            Optional<StoredEvent> stored = query.event(id).filter(event -> event.message().equals(message.receipt()));
            if (stored.isPresent() && query.declarations(id).isEmpty()) {
                earlier.put(content(stored.get().event()), stored.get());
            }
        }
        return earlier;
    }

    private List<MappedEvent> events(Interpretation now, List<MappedEvent> kept, List<MappedEvent> fresh,
            Iterable<StoredEvent> wrong) {
        List<MappedEvent> events = new ArrayList<>(kept);
        List<MappedEvent> renamed = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            renamed.add(rename(fresh.get(i), EventId.derived(now.id().canonical(), now.replay(), i), wrong));
        }
        List<String> corrective = renamed.stream().map(event -> event.event().id().uri()).toList();
        wrong.forEach(event -> events.add(declaration(event, corrective)));
        events.addAll(renamed);
        return events;
    }

    /** A source that names its events itself gave the wrong one the name that the right one would have. */
    private static MappedEvent rename(MappedEvent fresh, EventId other, Iterable<StoredEvent> wrong) {
        for (StoredEvent event : wrong) {
            if (event.event().id().equals(fresh.event().id())) {
                Map<String, Object> body = body(fresh.event());
                body.remove("eventID");
                return new MappedEvent(event(body, other), fresh.classes());
            }
        }
        return fresh;
    }

    private MappedEvent declaration(StoredEvent wrong, List<String> corrective) {
        Map<String, Object> declaration = new LinkedHashMap<>();
        declaration.put("declarationTime", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        declaration.put("reason", ERROR_REASON);
        declaration.put("correctiveEventIDs", corrective);
        Map<String, Object> body = body(wrong.event());
        body.put("errorDeclaration", declaration);
        return new MappedEvent(event(body, wrong.event().id()), wrong.classes());
    }

    private static ByteBuffer content(Event event) {
        Map<String, Object> body = body(event);
        body.remove("eventID");
        body.remove("recordTime");
        return ByteBuffer.wrap(CanonicalJson.write(body));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(Event event) {
        try {
            return new LinkedHashMap<>((Map<String, Object>) CanonicalJson.read(event.body()));
        } catch (JsonException e) {
            throw new IllegalStateException("an event's body is canonical JSON", e);
        }
    }

    private static Event event(Map<String, Object> body, EventId id) {
        try {
            return Event.of(body, id);
        } catch (InvalidEventException e) {
            throw new IllegalStateException("a valid event stays valid with a declaration or another identity", e);
        }
    }
}
