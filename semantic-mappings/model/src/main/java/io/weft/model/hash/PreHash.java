package io.weft.model.hash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the text that CBV 2.0, 8.9 hashes: every field that is there, in the one order, each value in one spelling. */
final class PreHash {

    /** Members of an event that are no extension although {@link PropertyOrder} does not list them. */
    private static final Set<String> NOT_HASHED = Set.of("@context", "type", "eventID", "recordTime", "errorDeclaration",
            "certificationInfo", "rdfs:comment");

    private final Namespaces namespaces;
    private final Spelling spelling;

    PreHash(Namespaces namespaces) {
        this.namespaces = namespaces;
        this.spelling = new Spelling(namespaces);
    }

    String of(Map<?, ?> event) {
        StringBuilder text = new StringBuilder(1024).append("eventType=").append(event.get("type"));
        fields(event, PropertyOrder.EVENT, text);
        extensions(event, text);
        return text.toString();
    }

    private void fields(Map<?, ?> object, List<Field> fields, StringBuilder text) {
        for (Field field : fields) {
            Object value = object.get(field.name());
            if (value != null) {
                field(field, value, text);
            }
        }
    }

    private void field(Field field, Object value, StringBuilder text) {
        if (field instanceof Field.Value plain) {
            text.append(plain.name()).append('=').append(spelling.of(value, plain.vocabulary()));
        } else if (field instanceof Field.Time time) {
            text.append(time.name()).append('=').append(Spelling.time((String) value));
        } else if (field instanceof Field.Values list) {
            named(list.name(), plain(list.element(), list.vocabulary(), (List<?>) value), text);
        } else if (field instanceof Field.Repeated list) {
            plain(list.name(), list.vocabulary(), (List<?>) value).forEach(text::append);
        } else if (field instanceof Field.Nested nested) {
            text.append(nested.name());
            nested((Map<?, ?>) value, nested.fields(), text);
        } else if (field instanceof Field.NestedList list) {
            named(list.name(), nested(list.element(), list.fields(), (List<?>) value), text);
        } else if (field instanceof Field.RepeatedNested list) {
            nested(list.name(), list.fields(), (List<?>) value).forEach(text::append);
        } else if (field instanceof Field.Extensions extensions) {
            text.append(extensions.name());
            extensions((Map<?, ?>) value, text);
        }
    }

    private static void named(String name, List<String> elements, StringBuilder text) {
        if (!elements.isEmpty()) {
            text.append(name);
            elements.forEach(text::append);
        }
    }

    private List<String> plain(String name, String vocabulary, List<?> list) {
        List<String> elements = new ArrayList<>(list.size());
        for (Object element : list) {
            elements.add(name + '=' + spelling.of(element, vocabulary));
        }
        elements.sort(PreHash::compareCodePoints);
        return elements;
    }

    private List<String> nested(String name, List<Field> fields, List<?> list) {
        List<String> elements = new ArrayList<>(list.size());
        for (Object element : list) {
            StringBuilder text = new StringBuilder(name);
            nested((Map<?, ?>) element, fields, text);
            elements.add(text.toString());
        }
        elements.sort(PreHash::compareCodePoints);
        return elements;
    }

    private void nested(Map<?, ?> object, List<Field> fields, StringBuilder text) {
        fields(object, fields, text);
        extensions(object, text);
    }

    /** Members of other vocabularies, which all have a prefix or are URIs. */
    private void extensions(Map<?, ?> object, StringBuilder text) {
        List<String> extensions = null;
        for (Map.Entry<?, ?> member : object.entrySet()) {
            String name = (String) member.getKey();
            if (name.indexOf(':') >= 0 && !NOT_HASHED.contains(name)) {
                extensions = extensions == null ? new ArrayList<>() : extensions;
                extension(namespaces.braced(name), member.getValue(), extensions);
            }
        }
        if (extensions != null) {
            extensions.sort(PreHash::compareCodePoints);
            extensions.forEach(text::append);
        }
    }

    private void extension(String name, Object value, List<String> target) {
        if (value instanceof List<?> list) {
            list.forEach(element -> extension(name, element, target));
        } else if (value instanceof Map<?, ?> object) {
            List<String> children = new ArrayList<>();
            object.forEach((child, childValue) -> extension(namespaces.braced((String) child), childValue, children));
            children.sort(PreHash::compareCodePoints);
            target.add(name + String.join("", children));
        } else {
            String text = spelling.of(value, "");
            target.add(text.isEmpty() ? name : name + '=' + text);
        }
    }

    /** The order of UTF-8 bytes, which is that of code points; UTF-16 puts surrogates before U+E000 to U+FFFF. */
    static int compareCodePoints(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char one = left.charAt(i);
            char other = right.charAt(i);
            if (one != other) {
                boolean bothHigh = one >= Character.MIN_SURROGATE && other >= Character.MIN_SURROGATE;
                return bothHigh && Character.isSurrogate(one) != Character.isSurrogate(other)
                        ? (Character.isSurrogate(one) ? 1 : -1)
                        : one - other;
            }
        }
        return left.length() - right.length();
    }
}
