package io.weft.format.idoc.flat;

import io.weft.mapping.TreeVisitor;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the fields of {@code EDI_DC40} of what a decoder tells, and nothing else. */
final class ControlRecord implements TreeVisitor {

    private static final String NAME = "EDI_DC40";

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Deque<String> names = new ArrayDeque<>();
    private String next = "";

    /** In the order in which they stand there. */
    Map<String, String> fields() {
        return fields;
    }

    @Override
    public void startObject() {
        names.push(next);
        next = "";
    }

    @Override
    public void endObject() {
        names.pop();
    }

    @Override
    public void startArray() {
        names.push(next);
    }

    @Override
    public void endArray() {
        names.pop();
    }

    @Override
    public void name(String name) {
        next = name;
    }

    @Override
    public void text(String value) {
        if (NAME.equals(names.peek()) && !value.isBlank()) {
            fields.putIfAbsent(next, value);
        }
    }

    @Override
    public void number(BigDecimal value) {
        text(value.toPlainString());
    }

    @Override
    public void bool(boolean value) {
        text(Boolean.toString(value));
    }

    @Override
    public void nothing() {
        // A field without a value says nothing.
    }
}
