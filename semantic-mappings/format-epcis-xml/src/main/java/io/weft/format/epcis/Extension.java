package io.weft.format.epcis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** What EPCIS does not define: elements by their names, texts as written, attributes beside them. */
final class Extension {

    private static final String TEXT = "#text";

    private final Context context;

    Extension(Context context) {
        this.context = context;
    }

    /** Elements of one name become an array where there are several. */
    void add(Element element, Map<String, Object> members) {
        put(context.nameOf(element.name()), value(element), members);
    }

    void addAttributes(Element element, Map<String, Object> members) {
        element.attributes().forEach((name, value) -> put(context.nameOf(name), value, members));
    }

    private Object value(Element element) {
        if (element.children().isEmpty() && element.attributes().isEmpty()) {
            return element.text();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        addAttributes(element, members);
        element.children().forEach(child -> add(child, members));
        if (!element.text().isBlank()) {
            put(TEXT, element.text(), members);
        }
        return members;
    }

    /** A second value under one name makes an array of both. */
    static void put(String name, Object value, Map<String, Object> members) {
        Object before = members.get(name);
        if (before instanceof Several several) {
            several.add(value);
        } else if (before != null) {
            Several several = new Several();
            several.add(before);
            several.add(value);
            members.put(name, several);
        } else {
            members.put(name, value);
        }
    }

    /** An array that came of repetition, so that it is not taken for a value that is one. */
    private static final class Several extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;
    }
}
