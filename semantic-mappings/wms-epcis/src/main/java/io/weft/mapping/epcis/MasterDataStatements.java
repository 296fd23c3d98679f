package io.weft.mapping.epcis;

import io.weft.event.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vocabulary elements of a document (EPCIS 2.0, 6.1 and 10) as statements. A document says when it was made and not since when its
 * master data hold: they hold for its events, thus from the earliest of them, or else from its creation.
 */
final class MasterDataStatements {

    private static final String MISSING = "MISSING_FIELD";
    private static final String RULE = "must be there (EPCIS 2.0, 6.1)";

    private final String eventTime;
    private final String offset;
    private final String validFrom;
    private final List<Part> parts = new ArrayList<>();
    private final List<Rejection> faults;

    /**
     * @param creationDate the document's, with an offset
     * @param validFrom    since when the statements hold
     * @param faults       receives what has no place in a statement
     */
    MasterDataStatements(String creationDate, String validFrom, List<Rejection> faults) {
        this.eventTime = creationDate;
        this.offset = creationDate.endsWith("Z") ? "+00:00"
                : creationDate.substring(Math.max(0, creationDate.length() - "+00:00".length()));
        this.validFrom = validFrom;
        this.faults = faults;
    }

    List<Part> of(Optional<Object> context, Object vocabularyList, String path) {
        List<?> vocabularies = list(vocabularyList, path);
        for (int i = 0; i < vocabularies.size(); i++) {
            String place = path + "[" + i + "]";
            if (vocabularies.get(i) instanceof Map<?, ?> vocabulary && vocabulary.get("type") instanceof String type) {
                elements(context, type, vocabulary.get("vocabularyElementList"), place + ".vocabularyElementList");
            } else {
                faults.add(Rejection.user(MISSING, place + ".type", "", RULE));
            }
        }
        return List.copyOf(parts);
    }

    private void elements(Optional<Object> context, String vocabulary, Object elementList, String path) {
        List<?> elements = list(elementList, path);
        for (int i = 0; i < elements.size(); i++) {
            String place = path + "[" + i + "]";
            if (elements.get(i) instanceof Map<?, ?> element) {
                parts.add(new Part(place + ".", statement(context, vocabulary, element, place)));
            } else {
                faults.add(Rejection.user("INVALID_EVENT", place, String.valueOf(elements.get(i)), "must be an object (EPCIS 2.0, 10)"));
            }
        }
    }

    private Map<String, Object> statement(Optional<Object> context, String vocabulary, Map<?, ?> element, String place) {
        Map<String, Object> statement = new LinkedHashMap<>();
        context.ifPresent(value -> statement.put("@context", value));
        statement.put("type", "MasterData");
        statement.put("eventTime", eventTime);
        statement.put("eventTimeZoneOffset", offset);
        statement.put("vocabulary", vocabulary);
        statement.put("validFrom", validFrom);
        element.forEach((name, value) -> {
            if (statement.putIfAbsent((String) name, value) != null) {
                faults.add(Rejection.user("INVALID_EVENT", place + "." + name, String.valueOf(value),
                        "must not stand in a vocabulary element (EPCIS 2.0, 10)"));
            }
        });
        return statement;
    }

    private List<?> list(Object value, String path) {
        if (value instanceof List<?> list) {
            return list;
        }
        faults.add(Rejection.user(MISSING, path, value == null ? "" : String.valueOf(value), RULE));
        return List.of();
    }
}
