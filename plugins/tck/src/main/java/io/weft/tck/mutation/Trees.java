package io.weft.tck.mutation;

import io.weft.event.CanonicalJson;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Values as {@link CanonicalJson} describes them, walked, changed and compared. */
final class Trees {

    private Trees() {
    }

    /** Tells every value that is no container. */
    static void leaves(Object tree, BiConsumer<Place, Object> each) {
        leaves(Place.ROOT, tree, each);
    }

    private static void leaves(Place place, Object value, BiConsumer<Place, Object> each) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> leaves(place.then(name), member, each));
        } else if (value instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                leaves(place.then(i), elements.get(i), each);
            }
        } else {
            each.accept(place, value);
        }
    }

    /** A copy with one leaf changed. */
    static Object with(Object tree, Place place, Object value) {
        return with(tree, place.steps(), value);
    }

    private static Object with(Object tree, List<Object> steps, Object value) {
        if (steps.isEmpty()) {
            return value;
        }
        List<Object> rest = steps.subList(1, steps.size());
        if (tree instanceof Map<?, ?> members) {
            Map<Object, Object> copy = new LinkedHashMap<>(members);
            copy.computeIfPresent(steps.get(0), (name, member) -> with(member, rest, value));
            return copy;
        }
        if (tree instanceof List<?> elements && steps.get(0) instanceof Integer index) {
            List<Object> copy = new ArrayList<>(elements);
            copy.set(index, with(copy.get(index), rest, value));
            return copy;
        }
        throw new IllegalArgumentException("there is no " + steps + " in " + tree);
    }

    /** A copy with every text read by another charset from the bytes that it had in the first. */
    static Object read(Object tree, Charset written, Charset named) {
        if (tree instanceof Map<?, ?> members) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            members.forEach((name, member) -> copy.put(name, read(member, written, named)));
            return copy;
        }
        if (tree instanceof List<?> elements) {
            List<Object> copy = new ArrayList<>();
            elements.forEach(element -> copy.add(read(element, written, named)));
            return copy;
        }
        return tree instanceof String text ? new String(text.getBytes(written), named) : tree;
    }

    /** What stands there; {@link CanonicalJson#NULL} if nothing does. */
    static Object at(Object tree, Place place) {
        Object value = tree;
        for (Object step : place.steps()) {
            if (value instanceof Map<?, ?> members && members.containsKey(step)) {
                value = members.get(step);
            } else if (value instanceof List<?> elements && step instanceof Integer index && index < elements.size()) {
                value = elements.get(index);
            } else {
                return CanonicalJson.NULL;
            }
        }
        return value;
    }

    /** The first place where two trees differ and how, or an empty text. Numbers are compared by value. */
    static String difference(Object expected, Object actual) {
        return difference(Place.ROOT, expected, actual);
    }

    private static String difference(Place place, Object expected, Object actual) {
        if (expected instanceof Map<?, ?> left && actual instanceof Map<?, ?> right) {
            if (!left.keySet().equals(right.keySet())) {
                return place + ": expected the members " + names(left) + ", found " + names(right);
            }
            for (Map.Entry<?, ?> member : left.entrySet()) {
                String difference = difference(place.then(member.getKey()), member.getValue(), right.get(member.getKey()));
                if (!difference.isEmpty()) {
                    return difference;
                }
            }
            return "";
        }
        if (expected instanceof List<?> left && actual instanceof List<?> right) {
            if (left.size() != right.size()) {
                return place + ": expected " + left.size() + " elements, found " + right.size();
            }
            for (int i = 0; i < left.size(); i++) {
                String difference = difference(place.then(i), left.get(i), right.get(i));
                if (!difference.isEmpty()) {
                    return difference;
                }
            }
            return "";
        }
        return equalLeaves(expected, actual) ? "" : place + ": expected " + shown(expected) + ", found " + shown(actual);
    }

    private static boolean equalLeaves(Object expected, Object actual) {
        if (expected instanceof BigDecimal left && actual instanceof BigDecimal right) {
            return left.compareTo(right) == 0;
        }
        return expected.equals(actual);
    }

    private static Set<String> names(Map<?, ?> members) {
        Set<String> names = new TreeSet<>();
        members.keySet().forEach(name -> names.add(shown(name)));
        return names;
    }

    private static String shown(Object value) {
        String text = value instanceof Map ? "an object" : value instanceof List ? "an array" : value.toString();
        return "'" + (text.length() > 100 ? text.substring(0, 100) + "… (" + text.length() + ")" : text) + "'";
    }

    /** Events without {@code eventID}. */
    static Object withoutIdentities(Object events) {
        List<Object> without = new ArrayList<>();
        for (Object event : (List<?>) ((Map<?, ?>) events).get("events")) {
            Map<Object, Object> members = new LinkedHashMap<>((Map<?, ?>) event);
            members.remove("eventID");
            without.add(members);
        }
        return Map.of("events", without);
    }
}
