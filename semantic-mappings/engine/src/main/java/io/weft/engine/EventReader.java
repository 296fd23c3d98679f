package io.weft.engine;

import io.weft.event.Event;
import io.weft.event.EvidenceClass;
import io.weft.event.InvalidEventException;
import io.weft.event.Rejection;
import io.weft.mapping.EventIds;
import io.weft.mapping.MappedEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code {"events": [{"classes": [...], "event": {...}}]}}, and keeps every reason against it. */
final class EventReader {

    private final Set<EvidenceClass> declared;
    private final EventIds eventIds;
    private final List<Rejection> rejections = new ArrayList<>();

    EventReader(Set<EvidenceClass> declared, EventIds eventIds) {
        this.declared = declared;
        this.eventIds = eventIds;
    }

    List<Rejection> rejections() {
        return rejections;
    }

    List<MappedEvent> read(Object output) {
        List<MappedEvent> events = new ArrayList<>();
        Object list = output instanceof Map<?, ?> members ? members.get("events") : null;
        if (!(list instanceof List<?> elements) || elements.isEmpty()) {
            fault("events", "", "a template gives at least one event, or says ignore(rule)");
            return events;
        }
        for (int i = 0; i < elements.size(); i++) {
            read(elements.get(i), i, events);
        }
        return events;
    }

    private void read(Object element, int ordinal, List<MappedEvent> events) {
        String place = "events[" + ordinal + "]";
        Set<EvidenceClass> classes = EnumSet.noneOf(EvidenceClass.class);
        if (!(element instanceof Map<?, ?> members) || !(members.get("event") instanceof Map<?, ?> body)
                || !(members.get("classes") instanceof List<?> numbers)) {
            fault(place, "", "must be an object of 'classes', an array, and 'event', an object");
            return;
        }
        for (Object number : numbers) {
            readClass(number, place + ".classes", classes);
        }
        if (classes.isEmpty()) {
            fault(place + ".classes", "", "an event bears at least one declared class");
        }
        try {
            @SuppressWarnings("unchecked") // names of members are texts, see Values
            Event event = Event.of((Map<String, ?>) body, eventIds.derive(ordinal));
            events.add(new MappedEvent(event, Collections.unmodifiableSet(classes)));
        } catch (InvalidEventException e) {
            for (Rejection rejection : e.rejections()) {
                rejections.add(new Rejection(rejection.code(), rejection.errorClass(),
                        place + ".event" + (rejection.field().isEmpty() ? "" : "." + rejection.field()),
                        rejection.value(), rejection.rule()));
            }
        }
    }

    private void readClass(Object number, String place, Set<EvidenceClass> classes) {
        for (EvidenceClass evidenceClass : declared) {
            if (number instanceof BigDecimal value
                    && value.compareTo(BigDecimal.valueOf(evidenceClass.number())) == 0) {
                classes.add(evidenceClass);
                return;
            }
        }
        fault(place, String.valueOf(number), "is not among the classes that mapping.yaml declares");
    }

    private void fault(String field, String value, String rule) {
        rejections.add(Rejection.internal("TEMPLATE_FAILED", field, value, rule));
    }
}
