package io.weft.format.hl7;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Segments and groups that belong together, by segment id or group name, each name in the order of the message. */
record Group(Map<String, List<Part>> parts) implements Part {

    Group() {
        this(new LinkedHashMap<>());
    }

    void add(String name, Part part) {
        parts.computeIfAbsent(name, key -> new ArrayList<>()).add(part);
    }

    boolean has(String name) {
        return parts.containsKey(name);
    }
}
