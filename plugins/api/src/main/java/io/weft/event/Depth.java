package io.weft.event;

import java.util.List;
import java.util.Map;

/** Bounds the nesting of a value before anything walks it. */
final class Depth {

    private Depth() {
    }

    /** Whether objects and arrays nest deeper than so many levels; itself never goes deeper than that. */
    static boolean exceeds(Object value, int levels) {
        if (value instanceof Map<?, ?> map) {
            return levels == 0 || anyExceeds(map.values(), levels - 1);
        }
        if (value instanceof List<?> list) {
            return levels == 0 || anyExceeds(list, levels - 1);
        }
        return false;
    }

    private static boolean anyExceeds(Iterable<?> values, int levels) {
        for (Object value : values) {
            if (exceeds(value, levels)) {
                return true;
            }
        }
        return false;
    }
}
