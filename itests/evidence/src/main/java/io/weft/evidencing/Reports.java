package io.weft.evidencing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reports put together: objects member by member. */
final class Reports {

    private Reports() {
    }

    /** @throws IllegalArgumentException if both say something of a key that is no object: figures would be lost */
    static Map<String, Object> merged(Map<?, ?> one, Map<?, ?> other) {
        return merged("", one, other);
    }

    private static Map<String, Object> merged(String place, Map<?, ?> one, Map<?, ?> other) {
        Map<String, Object> both = new LinkedHashMap<>();
        one.forEach((key, value) -> both.put((String) key, value));
        other.forEach((key, value) -> both.merge((String) key, value, (first, second) -> {
            if (first instanceof Map<?, ?> object && second instanceof Map<?, ?> members) {
                return merged(place + key + ".", object, members);
            }
            throw new IllegalArgumentException(place + key + ": two reports say it");
        }));
        return both;
    }
}
