package io.weft.mapping.epcis;

import io.weft.event.EventType;
import io.weft.event.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message in the JSON binding of EPCIS 2.0.
 *
 * @param kind   value of {@code type}
 * @param ids    what the document is known by: its {@code id} and {@code instanceIdentifier}
 * @param events each with the context that it is to be read in
 * @param faults why it cannot be read; then there are no events
 */
record EpcisDocument(String kind, List<String> ids, List<Map<String, Object>> events, List<Rejection> faults) {

    private static final String CONTEXT = "@context";
    private static final String DOCUMENT = "EPCISDocument";
    private static final String QUERY_DOCUMENT = "EPCISQueryDocument";

    static boolean isEpcis(Object value) {
        return value instanceof Map<?, ?> map && map.get("type") instanceof String type
                && (type.equals(DOCUMENT) || type.equals(QUERY_DOCUMENT) || EventType.of(type).filter(EventType::isEvent).isPresent());
    }

    /** @param value one that {@link #isEpcis} */
    static EpcisDocument of(Object value) {
        Map<?, ?> root = (Map<?, ?>) value;
        String kind = (String) root.get("type");
        List<String> ids = new ArrayList<>();
        for (String name : List.of("id", "instanceIdentifier")) {
            if (root.get(name) instanceof String id && !id.isBlank()) {
                ids.add(id);
            }
        }
        List<Rejection> faults = new ArrayList<>();
        if (member(root, "epcisHeader", "epcisMasterData").isPresent()) {
            faults.add(Rejection.user("MASTER_DATA_UNSUPPORTED", "epcisHeader.epcisMasterData", "",
                    "must be sent apart from events: this version of the mapping reads no master data"));
        }
        List<Map<String, Object>> events = new ArrayList<>();
        switch (kind) {
            case DOCUMENT -> collect(root, member(root, "epcisBody", "eventList"), kind, events, faults);
            case QUERY_DOCUMENT -> collect(root, member(root, "epcisBody", "queryResults", "resultsBody", "eventList"),
                    kind, events, faults);
            default -> add(Optional.empty(), root, "", events, faults);
        }
        return new EpcisDocument(kind, List.copyOf(ids), faults.isEmpty() ? List.copyOf(events) : List.of(),
                List.copyOf(faults));
    }

    /** Where an event stands in the message, with a full stop after it; empty for a bare event. */
    String path(int ordinal) {
        return path(kind, ordinal);
    }

    private static String path(String kind, int ordinal) {
        return switch (kind) {
            case DOCUMENT -> "epcisBody.eventList[" + ordinal + "].";
            case QUERY_DOCUMENT -> "epcisBody.queryResults.resultsBody.eventList[" + ordinal + "].";
            default -> "";
        };
    }

    private static void collect(Map<?, ?> root, Optional<Object> list, String kind, List<Map<String, Object>> events,
            List<Rejection> faults) {
        if (!(list.orElse(null) instanceof List<?> elements)) {
            String path = path(kind, 0);
            faults.add(Rejection.user("INVALID_EVENT", path.substring(0, path.indexOf('[')), "",
                    "must be an array of events (EPCIS 2.0, 10)"));
            return;
        }
        for (int ordinal = 0; ordinal < elements.size(); ordinal++) {
            String path = path(kind, ordinal);
            if (elements.get(ordinal) instanceof Map<?, ?> event) {
                add(Optional.ofNullable(root.get(CONTEXT)), event, path, events, faults);
            } else {
                faults.add(Rejection.user("INVALID_EVENT", path.substring(0, path.length() - 1),
                        String.valueOf(elements.get(ordinal)), "must be an object (EPCIS 2.0, 10)"));
            }
        }
    }

    private static void add(Optional<Object> documentContext, Map<?, ?> event, String path,
            List<Map<String, Object>> events, List<Rejection> faults) {
        Optional<Object> context = join(documentContext, Optional.ofNullable(event.get(CONTEXT)));
        if (context.isEmpty()) {
            faults.add(Rejection.user("INVALID_EVENT", path + CONTEXT, "",
                    "must name the vocabulary that the event is written in (EPCIS 2.0, 10.2)"));
            return;
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put(CONTEXT, context.get());
        event.forEach((name, value) -> whole.putIfAbsent((String) name, value));
        events.add(whole);
    }

    /** An event's own context is read after that of its document and goes before it (JSON-LD 1.1, 4.1). */
    private static Optional<Object> join(Optional<Object> document, Optional<Object> own) {
        if (document.isEmpty() || own.isEmpty()) {
            return document.or(() -> own);
        }
        List<Object> both = new ArrayList<>(asList(document.get()));
        both.addAll(asList(own.get()));
        return Optional.of(both);
    }

    private static List<?> asList(Object context) {
        return context instanceof List<?> list ? list : List.of(context);
    }

    private static Optional<Object> member(Map<?, ?> root, String... path) {
        Object value = root;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return Optional.ofNullable(value);
    }
}
