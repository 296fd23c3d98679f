package io.weft.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Structure of a JSON text (RFC 8259); strings and numbers have readers of their own. One text, one use, one thread. */
final class JsonReader {

    private final byte[] text;
    private final JsonStringReader strings;
    private final JsonNumberReader numbers;
    private int position;

    JsonReader(byte[] text) {
        this.text = text;
        this.strings = new JsonStringReader(text);
        this.numbers = new JsonNumberReader(text);
    }

    Object document() throws JsonException {
        Object value = value(0);
        if (next() != -1) {
            throw new JsonException("the text goes on after its value", position);
        }
        return value;
    }

    private Object value(int depth) throws JsonException {
        int first = next();
        switch (first) {
            case '{':
                return object(depth + 1);
            case '[':
                return array(depth + 1);
            case '"':
                return string();
            case 't':
                return word("true", Boolean.TRUE);
            case 'f':
                return word("false", Boolean.FALSE);
            case 'n':
                return word("null", CanonicalJson.NULL);
            case -1:
                throw new JsonException("the text ends where a value is due", position);
            default:
                Object number = numbers.read(position);
                position = numbers.end();
                return number;
        }
    }

    private Map<String, Object> object(int depth) throws JsonException {
        bound(depth);
        Map<String, Object> members = new LinkedHashMap<>();
        position++;
        if (next() == '}') {
            position++;
            return members;
        }
        while (true) {
            int start = position;
            if (next() != '"') {
                throw new JsonException("a member name is due", position);
            }
            String name = string();
            expect(':');
            Object value = value(depth);
            if (members.put(name, value) != null) {
                throw new JsonException("the object repeats the member name '" + name + "'", start);
            }
            if (!more('}')) {
                return members;
            }
        }
    }

    private List<Object> array(int depth) throws JsonException {
        bound(depth);
        List<Object> elements = new ArrayList<>();
        position++;
        if (next() == ']') {
            position++;
            return elements;
        }
        do {
            elements.add(value(depth));
        } while (more(']'));
        return elements;
    }

    private boolean more(char close) throws JsonException {
        int separator = next();
        if (separator != ',' && separator != close) {
            throw new JsonException("',' or '" + close + "' is due", position);
        }
        position++;
        if (separator == close) {
            return false;
        }
        next();
        return true;
    }

    private String string() throws JsonException {
        String value = strings.read(position);
        position = strings.end();
        return value;
    }

    private Object word(String word, Object value) throws JsonException {
        for (int i = 0; i < word.length(); i++) {
            if (position + i >= text.length || text[position + i] != word.charAt(i)) {
                throw new JsonException("a value is due", position);
            }
        }
        position += word.length();
        return value;
    }

    private void expect(char due) throws JsonException {
        if (next() != due) {
            throw new JsonException("'" + due + "' is due", position);
        }
        position++;
    }

    private void bound(int depth) throws JsonException {
        if (depth > CanonicalJson.MAXIMUM_DEPTH) {
            throw new JsonException("the text is deeper than " + CanonicalJson.MAXIMUM_DEPTH + " levels", position);
        }
    }

    /** Skips white space; the byte that stands then, or -1 at the end. */
    private int next() {
        while (position < text.length) {
            byte present = text[position];
            if (present != ' ' && present != '\n' && present != '\r' && present != '\t') {
                return present & 0xFF;
            }
            position++;
        }
        return -1;
    }
}
