package io.weft.mapping.epcis;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares an event with the same one in the other binding. */
final class Twins {

    private Twins() {
    }

    /**
     * Places that differ, to the member; an extension is compared as a whole. The context is left out, and the eventID, which GS1's JSON
     * examples have and most of its XML ones lack; one instant may be written with two offsets; XML needs an empty list where JSON has none.
     */
    static Set<String> differences(String path, Object event, Object twin) {
        Set<String> places = new TreeSet<>();
        compare(path, normal(event), normal(twin), places);
        return places;
    }

    private static void compare(String path, Object one, Object other, Set<String> places) {
        if (one instanceof Map<?, ?> members && other instanceof Map<?, ?> others) {
            Set<Object> names = new TreeSet<>(members.keySet());
            names.addAll(others.keySet());
            names.removeAll(Set.of("@context", "eventID"));
            for (Object name : names) {
                String place = path + "." + name;
                if (name.toString().contains(":") && !Objects.equals(members.get(name), others.get(name))) {
                    places.add(place);
                } else {
                    compare(place, members.get(name), others.get(name), places);
                }
            }
        } else if (one instanceof List<?> list && other instanceof List<?> second && list.size() == second.size()) {
            for (int i = 0; i < list.size(); i++) {
                compare(path + "[" + i + "]", list.get(i), second.get(i), places);
            }
        } else if (!Objects.equals(one, other)) {
            places.add(path);
        }
    }

    private static Object normal(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> normal = new TreeMap<>();
            map.forEach((name, member) -> {
                if (!List.of().equals(member)) {
                    normal.put(name, normal(member));
                }
            });
            return normal;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Twins::normal).toList();
        }
        try {
            return value instanceof String text ? OffsetDateTime.parse(text).toInstant() : value;
        } catch (DateTimeException e) {
            // Not a time.
            return value;
        }
    }
}
