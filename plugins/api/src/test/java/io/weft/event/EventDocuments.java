package io.weft.event;

import java.util.List;
import java.util.Map;

/** Finds the events in the documents of EPCIS 2.0: a document, a query result, or an event alone. */
final class EventDocuments {

    private EventDocuments() {
    }

    static List<?> events(Object document) {
        Map<String, Object> root = object(document);
        if (!root.containsKey("epcisBody")) {
            return List.of(root);
        }
        Map<String, Object> body = object(root.get("epcisBody"));
        if (body.containsKey("queryResults")) {
            body = object(object(body.get("queryResults")).get("resultsBody"));
        }
        return (List<?>) body.get("eventList");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
