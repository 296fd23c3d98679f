package io.weft.launcher;

import java.util.List;
import java.util.Map;

/** JSON values as a person reads them: one line per scalar, two spaces per level, no quotes. */
final class JsonText {

    private JsonText() {
    }

    static String indented(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, 0, out);
        return out.toString();
    }

    private static void write(Object value, int level, StringBuilder out) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, member) -> {
                indent(level, out).append(name).append(':');
                writeMember(member, level, out);
            });
        } else if (value instanceof List<?> array) {
            for (Object element : array) {
                indent(level, out).append('-');
                writeMember(element, level, out);
            }
        } else {
            indent(level, out).append(value).append('\n');
        }
    }

    private static void writeMember(Object member, int level, StringBuilder out) {
        boolean empty = member instanceof Map<?, ?> map && map.isEmpty() || member instanceof List<?> list && list.isEmpty();
        if (empty) {
            out.append(" none\n");
        } else if (member instanceof Map || member instanceof List) {
            out.append('\n');
            write(member, level + 1, out);
        } else {
            out.append(' ').append(member).append('\n');
        }
    }

    private static StringBuilder indent(int level, StringBuilder out) {
        return out.append("  ".repeat(level));
    }
}
