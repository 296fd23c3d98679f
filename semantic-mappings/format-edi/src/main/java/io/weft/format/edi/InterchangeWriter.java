package io.weft.format.edi;

import io.weft.event.CanonicalJson;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes segments from objects whose members name elements as the decoders do. Counts of trailers are the writer's;
 * absent, empty and null members are left out.
 */
final class InterchangeWriter {

    private static final Pattern ELEMENT = Pattern.compile("([A-Z][A-Z0-9]{1,2}?)([0-9]{2})(?:_([0-9]{1,2}))?");

    private final Delimiters delimiters;
    private final StringBuilder text = new StringBuilder();
    private int segments;

    /**
     * How segments are put together.
     *
     * @param release stands before a delimiter that is data; 0 where the syntax has none
     */
    record Delimiters(char element, char component, char segment, char release) {

        String escaped(String value, String path) {
            StringBuilder escaped = new StringBuilder();
            for (char character : value.toCharArray()) {
                if (character < ' ') {
                    throw new IllegalArgumentException(path + ": holds the control character "
                            + String.format("U+%04X", (int) character));
                }
                if (character == element || character == component || character == segment
                        || release != 0 && character == release) {
                    if (release == 0) {
                        throw new IllegalArgumentException(path + ": '" + value + "' holds a delimiter");
                    }
                    escaped.append(release);
                }
                escaped.append(character);
            }
            return escaped.toString();
        }
    }

    InterchangeWriter(Delimiters delimiters) {
        this.delimiters = delimiters;
    }

    /** Segments since the last call, which are those of one message. */
    int counted() {
        int counted = segments;
        segments = 0;
        return counted;
    }

    String text() {
        return text.toString();
    }

    static Map<?, ?> object(Object value, String path) {
        if (value instanceof Map<?, ?> members) {
            return members;
        }
        throw new IllegalArgumentException(path + ": must be an object");
    }

    static List<?> list(Object value, String path) {
        if (value instanceof List<?> elements && !elements.isEmpty()) {
            return elements;
        }
        throw new IllegalArgumentException(path + ": must be an array with at least one element");
    }

    static String text(Object value, String path) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(path + ": must be given");
    }

    /** Writes a segment of texts, elements from 1 on; those at the end that are empty are left out. */
    void segment(String tag, String... elements) {
        int last = elements.length;
        while (last > 0 && elements[last - 1].isEmpty()) {
            last--;
        }
        text.append(tag);
        for (String element : Arrays.asList(elements).subList(0, last)) {
            text.append(delimiters.element()).append(element);
        }
        text.append(delimiters.segment()).append('\n');
        segments++;
    }

    /** @param members elements by name; {@code tag} is not one */
    void segment(String tag, Map<?, ?> members, String path) {
        segment(tag, elements(tag, members, path));
    }

    /** An object's elements as they stand in a segment, delimiters in data released. */
    String[] elements(String tag, Map<?, ?> members, String path) {
        TreeMap<Integer, TreeMap<Integer, String>> elements = new TreeMap<>();
        members.forEach((name, value) -> {
            if (!name.equals("tag") && value != CanonicalJson.NULL && !"".equals(value)) {
                String place = path + "." + name;
                Matcher matcher = ELEMENT.matcher((String) name);
                if (!matcher.matches() || !matcher.group(1).equals(tag) || matcher.group(2).equals("00")) {
                    throw new IllegalArgumentException(place + ": is no element of " + tag);
                }
                int component = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
                elements.computeIfAbsent(Integer.parseInt(matcher.group(2)), number -> new TreeMap<>())
                        .put(component, delimiters.escaped(scalar(value, place), place));
            }
        });
        String[] written = new String[elements.isEmpty() ? 0 : elements.lastKey()];
        for (int i = 0; i < written.length; i++) {
            written[i] = components(elements.getOrDefault(i + 1, new TreeMap<>()));
        }
        return written;
    }

    private String components(TreeMap<Integer, String> components) {
        StringBuilder element = new StringBuilder();
        for (int i = 1; !components.isEmpty() && i <= components.lastKey(); i++) {
            if (i > 1) {
                element.append(delimiters.component());
            }
            element.append(components.getOrDefault(i, ""));
        }
        return element.toString();
    }

    private static String scalar(Object value, String path) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        throw new IllegalArgumentException(path + ": an element is a text or a number, not " + value);
    }
}
