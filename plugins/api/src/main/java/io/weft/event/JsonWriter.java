package io.weft.event;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes the canonical text that {@link CanonicalJson} describes. One text, one use, one thread. */
final class JsonWriter {

    private static final byte[] HEXADECIMAL = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private byte[] text = new byte[1024];
    private int length;

    byte[] toByteArray() {
        return Arrays.copyOf(text, length);
    }

    void value(Object value, int depth) {
        if (value instanceof String string) {
            string(string);
        } else if (value instanceof Map<?, ?> map) {
            object(map, bounded(depth + 1));
        } else if (value instanceof List<?> list) {
            array(list, bounded(depth + 1));
        } else if (value instanceof BigDecimal decimal) {
            number(decimal);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean
                || value == CanonicalJson.NULL) {
            ascii(value.toString());
        } else {
            throw new IllegalArgumentException("'" + value + "' is no value of JSON but "
                    + (value == null ? "Java's null" : "a " + value.getClass().getName()));
        }
    }

    private void object(Map<?, ?> map, int depth) {
        put('{');
        Map.Entry<?, ?>[] members = sorted(map);
        for (int i = 0; i < members.length; i++) {
            if (i > 0) {
                put(',');
            }
            string((String) members[i].getKey());
            put(':');
            value(members[i].getValue(), depth);
        }
        put('}');
    }

    /** {@code String.compareTo} compares UTF-16 code units. */
    private static Map.Entry<?, ?>[] sorted(Map<?, ?> map) {
        Map.Entry<?, ?>[] members = map.entrySet().toArray(new Map.Entry<?, ?>[0]);
        for (Map.Entry<?, ?> member : members) {
            if (!(member.getKey() instanceof String)) {
                throw new IllegalArgumentException("member name '" + member.getKey() + "' is no string");
            }
        }
        Arrays.sort(members, (left, right) -> ((String) left.getKey()).compareTo((String) right.getKey()));
        return members;
    }

    private void array(List<?> list, int depth) {
        put('[');
        boolean first = true;
        for (Object element : list) {
            if (!first) {
                put(',');
            }
            first = false;
            value(element, depth);
        }
        put(']');
    }

    private void number(BigDecimal value) {
        if (!JsonNumbers.bounded(value)) {
            throw new IllegalArgumentException("a number has more than " + CanonicalJson.MAXIMUM_DIGITS + " digits");
        }
        ascii(JsonNumbers.plain(value));
    }

    private static int bounded(int depth) {
        if (depth > CanonicalJson.MAXIMUM_DEPTH) {
            throw new IllegalArgumentException("the value is deeper than " + CanonicalJson.MAXIMUM_DEPTH + " levels");
        }
        return depth;
    }

    private void string(String string) {
        put('"');
        // A UTF-16 code unit never takes more than six bytes, as an escape does.
        reserve((long) string.length() * 6);
        byte[] target = text;
        int at = length;
        for (int i = 0; i < string.length(); i++) {
            char unit = string.charAt(i);
            if (unit >= ' ' && unit < 0x80 && unit != '"' && unit != '\\') {
                target[at++] = (byte) unit;
            } else if (unit < 0x80) {
                at = escape(unit, target, at);
            } else if (unit < 0x800) {
                target[at++] = (byte) (0xC0 | unit >> 6);
                target[at++] = (byte) (0x80 | unit & 0x3F);
            } else if (!Character.isSurrogate(unit)) {
                target[at++] = (byte) (0xE0 | unit >> 12);
                target[at++] = (byte) (0x80 | unit >> 6 & 0x3F);
                target[at++] = (byte) (0x80 | unit & 0x3F);
            } else {
                at = supplementary(codePoint(string, i++), target, at);
            }
        }
        length = at;
        put('"');
    }

    private static int codePoint(String string, int at) {
        int codePoint = string.codePointAt(at);
        if (!Character.isSupplementaryCodePoint(codePoint)) {
            throw new IllegalArgumentException("a string holds an unpaired surrogate at " + at);
        }
        return codePoint;
    }

    private static int supplementary(int codePoint, byte[] target, int at) {
        target[at] = (byte) (0xF0 | codePoint >> 18);
        target[at + 1] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        target[at + 2] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        target[at + 3] = (byte) (0x80 | codePoint & 0x3F);
        return at + 4;
    }

    private static int escape(char unit, byte[] target, int at) {
        target[at] = '\\';
        byte letter = switch (unit) {
            case '"', '\\' -> (byte) unit;
            case '\b' -> 'b';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\f' -> 'f';
            case '\r' -> 'r';
            default -> 'u';
        };
        target[at + 1] = letter;
        if (letter != 'u') {
            return at + 2;
        }
        target[at + 2] = '0';
        target[at + 3] = '0';
        target[at + 4] = HEXADECIMAL[unit >> 4];
        target[at + 5] = HEXADECIMAL[unit & 0x0F];
        return at + 6;
    }

    private void ascii(String string) {
        reserve(string.length());
        for (int i = 0; i < string.length(); i++) {
            text[length++] = (byte) string.charAt(i);
        }
    }

    private void put(char ascii) {
        reserve(1);
        text[length++] = (byte) ascii;
    }

    private void reserve(long more) {
        long needed = length + more;
        if (needed > text.length) {
            text = Arrays.copyOf(text, Math.toIntExact(Math.max(needed, Math.min(text.length * 2L, Integer.MAX_VALUE - 8))));
        }
    }
}
