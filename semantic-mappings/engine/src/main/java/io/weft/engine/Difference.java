package io.weft.engine;

import io.weft.event.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where two values differ, field by field; equal is what has the same canonical text. */
final class Difference {

    private static final int MAXIMUM_DIFFERENCES = 10;
    private static final int SHOWN = 120;

    private final List<String> found = new ArrayList<>();

    private Difference() {
    }

    static List<String> between(Object expected, Object actual) {
        Difference difference = new Difference();
        difference.compare(expected, actual, "");
        return difference.found;
    }

    private void compare(Object expected, Object actual, String path) {
        if (found.size() == MAXIMUM_DIFFERENCES) {
            return;
        }
        if (expected instanceof Map<?, ?> first && actual instanceof Map<?, ?> second) {
            Set<Object> names = new LinkedHashSet<>(first.keySet());
            names.addAll(second.keySet());
            names.forEach(name -> compare(first.get(name), second.get(name), path.isEmpty() ? "" + name : path + "." + name));
        } else if (expected instanceof List<?> first && actual instanceof List<?> second) {
            for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
                compare(i < first.size() ? first.get(i) : null, i < second.size() ? second.get(i) : null,
                        path + "[" + i + "]");
            }
        } else if (expected == null || actual == null
                || !Arrays.equals(CanonicalJson.write(expected), CanonicalJson.write(actual))) {
            found.add(path + ": expected " + shown(expected) + ", got " + shown(actual));
        }
    }

    private static String shown(Object value) {
        if (value == null) {
            return "nothing";
        }
        String text = new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
