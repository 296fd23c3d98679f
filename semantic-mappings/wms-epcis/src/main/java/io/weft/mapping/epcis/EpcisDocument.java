package io.weft.mapping.epcis;

import io.weft.event.EventType;
import io.weft.event.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message in the JSON binding of EPCIS 2.0.
 *
 * @param ids        what the document is known by: its {@code id} and {@code instanceIdentifier}
 * @param events     each with the context that it is to be read in
 * @param statements master data, likewise
 * @param faults     why it cannot be read; then there is neither
 */
record EpcisDocument(List<String> ids, List<Part> events, List<Part> statements, List<Rejection> faults) {

    private static final String CONTEXT = "@context";
    private static final String DOCUMENT = "EPCISDocument";
    private static final String QUERY_DOCUMENT = "EPCISQueryDocument";
    /** Only in the XML binding (EPCIS 2.0, 9.4). */
    private static final String MASTER_DATA_DOCUMENT = "EPCISMasterDataDocument";
    /** What a repository says of a capture (EPCIS 2.0, 8.2.7): not an event. */
    private static final String CAPTURE_JOB = "EPCISCaptureJob";
    private static final Set<String> DOCUMENTS = Set.of(DOCUMENT, QUERY_DOCUMENT, MASTER_DATA_DOCUMENT, CAPTURE_JOB);

    static boolean isEpcis(Object value) {
        return value instanceof Map<?, ?> map && map.get("type") instanceof String type
                && (DOCUMENTS.contains(type) || EventType.of(type).filter(EventType::isEvent).isPresent());
    }

    static boolean isCaptureJob(Object value) {
        return value instanceof Map<?, ?> map && CAPTURE_JOB.equals(map.get("type"));
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
        List<Part> events = new ArrayList<>();
        switch (kind) {
            case DOCUMENT -> collect(root, member(root, "epcisBody", "eventList"), kind, events, faults);
            case QUERY_DOCUMENT -> collect(root, member(root, "epcisBody", "queryResults", "resultsBody", "eventList"),
                    kind, events, faults);
            case MASTER_DATA_DOCUMENT -> { } // It has no events.
            default -> add(Optional.empty(), root, "", events, faults);
        }
        List<Part> statements = statements(root, kind, events, faults);
        return faults.isEmpty()
                ? new EpcisDocument(List.copyOf(ids), List.copyOf(events), statements, List.of())
                : new EpcisDocument(List.copyOf(ids), List.of(), List.of(), List.copyOf(faults));
    }

    private static List<Part> statements(Map<?, ?> root, String kind, List<Part> events, List<Rejection> faults) {
        Map<String, Object> lists = new LinkedHashMap<>();
        if (member(root, "epcisHeader", "epcisMasterData").isPresent()) {
            lists.put("epcisHeader.epcisMasterData.vocabularyList",
                    member(root, "epcisHeader", "epcisMasterData", "vocabularyList").orElse(Map.of()));
        }
        member(root, "epcisBody", "queryResults", "resultsBody", "vocabularyList")
                .ifPresent(list -> lists.put("epcisBody.queryResults.resultsBody.vocabularyList", list));
        if (kind.equals(MASTER_DATA_DOCUMENT)) {
            lists.put("epcisBody.vocabularyList", member(root, "epcisBody", "vocabularyList").orElse(Map.of()));
        }
        if (lists.isEmpty()) {
            return List.of();
        }
        Optional<String> created = Optional.ofNullable(root.get("creationDate")).filter(String.class::isInstance)
                .map(String.class::cast).filter(text -> DocumentTimes.instant(text).isPresent());
        if (created.isEmpty()) {
            faults.add(Rejection.user("INVALID_TIME", "creationDate", String.valueOf(root.get("creationDate")),
                    "must be a time with an offset: master data hold from then or from the earliest event (EPCIS 2.0, 9.2)"));
            return List.of();
        }
        MasterDataStatements statements = new MasterDataStatements(created.get(),
                DocumentTimes.earliest(created.get(), events), faults);
        List<Part> parts = List.of();
        for (Map.Entry<String, Object> list : lists.entrySet()) {
            parts = statements.of(Optional.ofNullable(root.get(CONTEXT)), list.getValue(), list.getKey());
        }
        return parts;
    }

    private static String path(String kind, int ordinal) {
        return switch (kind) {
            case DOCUMENT -> "epcisBody.eventList[" + ordinal + "].";
            case QUERY_DOCUMENT -> "epcisBody.queryResults.resultsBody.eventList[" + ordinal + "].";
            default -> "";
        };
    }

    private static void collect(Map<?, ?> root, Optional<Object> list, String kind, List<Part> events,
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
            List<Part> events, List<Rejection> faults) {
        Optional<Object> context = join(documentContext, Optional.ofNullable(event.get(CONTEXT)));
        if (context.isEmpty()) {
            faults.add(Rejection.user("INVALID_EVENT", path + CONTEXT, "",
                    "must name the vocabulary that the event is written in (EPCIS 2.0, 10.2)"));
            return;
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put(CONTEXT, context.get());
        event.forEach((name, value) -> whole.putIfAbsent((String) name, value));
        events.add(new Part(path, whole));
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
