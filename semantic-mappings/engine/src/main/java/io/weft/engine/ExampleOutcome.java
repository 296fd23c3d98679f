package io.weft.engine;

import io.weft.event.CanonicalJson;
import io.weft.event.EvidenceClass;
import io.weft.event.JsonException;
import io.weft.event.Rejection;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A result of mapping in the form of {@code expected.json}. The expected document says how closely to look: keys that it
 * leaves out ({@code businessKey}, {@code searchKeys}, a rejection's {@code rule}) and an event's {@code eventID} that it
 * does not give are not compared.
 */
final class ExampleOutcome {

    private ExampleOutcome() {
    }

    static Map<String, Object> of(MappingResult result) {
        if (result instanceof MappingResult.Mapped mapped) {
            Map<String, Object> outcome = new LinkedHashMap<>();
            outcome.put("events", mapped.events().stream().map(ExampleOutcome::event).toList());
            mapped.businessKey().ifPresent(key -> outcome.put("businessKey", key));
            outcome.put("searchKeys", mapped.searchKeys());
            return outcome;
        }
        if (result instanceof MappingResult.Ignored ignored) {
            return Map.of("ignored", ignored.rule());
        }
        MappingResult.Rejected rejected = (MappingResult.Rejected) result;
        Map<String, Object> outcome = new LinkedHashMap<>(rejected(rejected.reasons()));
        outcome.put("searchKeys", rejected.searchKeys());
        return outcome;
    }

    static Map<String, Object> rejected(List<Rejection> reasons) {
        return Map.of("rejected", reasons.stream().map(ExampleOutcome::rejection).toList());
    }

    private static Map<String, Object> event(MappedEvent mapped) {
        try {
            List<Integer> classes = mapped.classes().stream().map(EvidenceClass::number).sorted().toList();
            return Map.of("classes", classes, "event", CanonicalJson.read(mapped.event().body()));
        } catch (JsonException e) {
            throw new IllegalStateException("an event's own body is JSON", e);
        }
    }

    private static Map<String, Object> rejection(Rejection reason) {
        return Map.of("code", reason.code(), "field", reason.field(), "value", reason.value(), "rule", reason.rule());
    }

    static List<String> differences(Object expected, Object result) {
        return Difference.between(expected, asCloselyAs(expected, result));
    }

    /** The result without what the expected document leaves open. */
    private static Object asCloselyAs(Object expected, Object result) {
        if (!(expected instanceof Map<?, ?> wanted) || !(result instanceof Map<?, ?> given)) {
            return result;
        }
        Map<Object, Object> outcome = new LinkedHashMap<>(given);
        for (String optional : List.of("businessKey", "searchKeys")) {
            if (!wanted.containsKey(optional)) {
                outcome.remove(optional);
            }
        }
        for (String list : List.of("events", "rejected")) {
            if (wanted.get(list) instanceof List<?> first && given.get(list) instanceof List<?> second) {
                outcome.put(list, elements(first, second));
            }
        }
        return outcome;
    }

    private static List<Object> elements(List<?> wanted, List<?> given) {
        List<Object> elements = new ArrayList<>(given);
        for (int i = 0; i < Math.min(wanted.size(), given.size()); i++) {
            if (wanted.get(i) instanceof Map<?, ?> first && given.get(i) instanceof Map<?, ?> second) {
                elements.set(i, element(first, second));
            }
        }
        return elements;
    }

    private static Map<Object, Object> element(Map<?, ?> wanted, Map<?, ?> given) {
        Map<Object, Object> element = new HashMap<>(given);
        element.keySet().removeIf(key -> List.of("code", "field", "value", "rule").contains(key)
                && !wanted.containsKey(key));
        if (wanted.get("event") instanceof Map<?, ?> first && given.get("event") instanceof Map<?, ?> second
                && !first.containsKey("eventID")) {
            Map<Object, Object> event = new LinkedHashMap<>(second);
            event.remove("eventID");
            element.put("event", event);
        }
        return element;
    }
}
