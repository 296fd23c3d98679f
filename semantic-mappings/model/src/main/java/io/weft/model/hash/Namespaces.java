package io.weft.model.hash;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Expands prefixed names by an event's JSON-LD context; only prefixes that the event itself declares, and GS1's three. */
final class Namespaces {

    private static final Map<String, String> OF_GS1 = Map.of(
            "gs1", "https://gs1.org/voc/",
            "epcis", "https://ref.gs1.org/epcis/",
            "cbv", "https://ref.gs1.org/cbv/",
            "cbvmda", "urn:epcglobal:cbv:mda:");

    private final Map<String, String> prefixes;

    private Namespaces(Map<String, String> prefixes) {
        this.prefixes = prefixes;
    }

    /** @param context value of {@code @context}; null if there is none */
    static Namespaces of(Object context) {
        Map<String, String> prefixes = new HashMap<>(OF_GS1);
        if (context instanceof List<?> list) {
            list.forEach(element -> collect(element, prefixes));
        } else {
            collect(context, prefixes);
        }
        return new Namespaces(prefixes);
    }

    private static void collect(Object context, Map<String, String> prefixes) {
        if (!(context instanceof Map<?, ?> terms)) {
            return;
        }
        terms.forEach((term, definition) -> {
            Object uri = definition instanceof Map<?, ?> expanded ? expanded.get("@id") : definition;
            if (uri instanceof String text) {
                prefixes.put((String) term, text);
            }
        });
    }

    /** The name of an extension member, its namespace in braces (CBV 2.0, 8.9). */
    String braced(String name) {
        int colon = name.indexOf(':');
        String namespace = colon < 0 ? null : prefixes.get(name.substring(0, colon));
        if (namespace != null) {
            return '{' + namespace + '}' + name.substring(colon + 1);
        }
        int end = Math.max(name.lastIndexOf('/'), Math.max(name.lastIndexOf('#'), name.lastIndexOf(':'))) + 1;
        return end == 0 ? name : '{' + name.substring(0, end) + '}' + name.substring(end);
    }

    /** A compact URI in full; every other text as it is. */
    String expanded(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || text.startsWith("//", colon + 1)) {
            return text;
        }
        String namespace = prefixes.get(text.substring(0, colon));
        return namespace == null ? text : namespace + text.substring(colon + 1);
    }
}
