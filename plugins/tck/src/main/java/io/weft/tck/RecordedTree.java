package io.weft.tck;

import io.weft.mapping.TreeVisitor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a decoder tells, and whether it told whole values in the order that a visitor may rely on. */
public final class RecordedTree implements TreeVisitor {

    private final List<String> told = new ArrayList<>();
    private final List<Boolean> objects = new ArrayList<>();
    private boolean named;
    private boolean wellFormed = true;
    private int roots;

    /** One entry per call, as {@code name lot} or {@code text L-1}. */
    public List<String> told() {
        return told;
    }

    /** One value, every container closed, every member named. */
    public boolean isWhole() {
        return wellFormed && roots == 1 && objects.isEmpty();
    }

    private void value(String text) {
        told.add(text);
        if (objects.isEmpty()) {
            roots++;
        } else if (objects.get(objects.size() - 1)) {
            wellFormed &= named;
            named = false;
        }
    }

    private void end(boolean object) {
        wellFormed &= !objects.isEmpty() && !named && objects.remove(objects.size() - 1) == object;
        told.add(object ? "}" : "]");
    }

    @Override
    public void startObject() {
        value("{");
        objects.add(true);
    }

    @Override
    public void endObject() {
        end(true);
    }

    @Override
    public void startArray() {
        value("[");
        objects.add(false);
    }

    @Override
    public void endArray() {
        end(false);
    }

    @Override
    public void name(String name) {
        wellFormed &= !named && !objects.isEmpty() && objects.get(objects.size() - 1);
        named = true;
        told.add("name " + name);
    }

    @Override
    public void text(String value) {
        value("text " + value);
    }

    @Override
    public void number(BigDecimal number) {
        value("number " + number.toPlainString());
    }

    @Override
    public void bool(boolean value) {
        value("bool " + value);
    }

    @Override
    public void nothing() {
        value("null");
    }
}
