package io.weft.format.hl7;

import io.weft.event.CanonicalJson;
import io.weft.mapping.DecodeException;
import io.weft.mapping.TreeVisitor;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a decoder tells, as the values that an encoder takes. */
final class Trees implements TreeVisitor {

    private final Deque<Object> open = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();
    private Object root;

    static Object of(byte[] payload) throws DecodeException {
        Trees tree = new Trees();
        new Hl7Decoder().decode(payload, Optional.empty(), tree);
        return tree.root;
    }

    static Object of(String message, Charset charset) throws DecodeException {
        return of(message.getBytes(charset));
    }

    /** What stands at a path as {@code ORDER/0/OBX/1/OBX-5/0/_1}; Java's null if nothing does. */
    static Object at(Object tree, String path) {
        Object value = tree;
        for (String step : path.split("/")) {
            value = value instanceof List<?> list
                    ? Integer.parseInt(step) < list.size() ? list.get(Integer.parseInt(step)) : null
                    : value instanceof Map<?, ?> members ? members.get(step) : null;
        }
        return value;
    }

    private void add(Object value) {
        Object container = open.peek();
        if (container == null) {
            root = value;
        } else if (container instanceof List<?>) {
            @SuppressWarnings("unchecked") // made below
            List<Object> list = (List<Object>) container;
            list.add(value);
        } else {
            @SuppressWarnings("unchecked") // made below
            Map<String, Object> members = (Map<String, Object>) container;
            if (members.put(names.pop(), value) != null) {
                throw new AssertionError("a name is there twice in " + members);
            }
        }
    }

    private void start(Object container) {
        add(container);
        open.push(container);
    }

    @Override
    public void startObject() {
        start(new LinkedHashMap<String, Object>());
    }

    @Override
    public void endObject() {
        open.pop();
    }

    @Override
    public void startArray() {
        start(new ArrayList<>());
    }

    @Override
    public void endArray() {
        open.pop();
    }

    @Override
    public void name(String name) {
        names.push(name);
    }

    @Override
    public void text(String value) {
        add(value);
    }

    @Override
    public void number(BigDecimal value) {
        add(value);
    }

    @Override
    public void bool(boolean value) {
        add(value);
    }

    @Override
    public void nothing() {
        add(CanonicalJson.NULL);
    }
}
