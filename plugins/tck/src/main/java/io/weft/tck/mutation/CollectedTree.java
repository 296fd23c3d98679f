package io.weft.tck.mutation;

import io.weft.event.CanonicalJson;
import io.weft.event.ErrorClass;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import io.weft.mapping.TreeVisitor;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tree that a decoder tells, as maps and lists. It has the bounds that the hub's own receiver has: 64 levels,
 * 1,000,000 values; a member that repeats becomes an array.
 */
final class CollectedTree implements TreeVisitor {

    private static final int MAXIMUM_DEPTH = 64;
    private static final int MAXIMUM_VALUES = 1_000_000;

    private final Deque<Frame> open = new ArrayDeque<>();
    private Object root;
    private int values;

    private static final class Frame {
        private final Map<String, Object> members;
        private final List<Object> elements;
        private final Set<String> repeated = new HashSet<>();
        private String name;

        Frame(Map<String, Object> members, List<Object> elements) {
            this.members = members;
            this.elements = elements;
        }
    }

    /** @throws IllegalStateException if the decoder did not tell one whole value */
    Object root() {
        if (root == null || !open.isEmpty()) {
            throw new IllegalStateException("the decoder did not tell one whole value");
        }
        return root;
    }

    @Override
    public void startObject() throws DecodeException {
        Map<String, Object> members = new LinkedHashMap<>();
        add(members);
        open(new Frame(members, null));
    }

    @Override
    public void startArray() throws DecodeException {
        List<Object> elements = new ArrayList<>();
        add(elements);
        open(new Frame(null, elements));
    }

    private void open(Frame frame) throws DecodeException {
        if (open.size() == MAXIMUM_DEPTH) {
            throw bound("TOO_DEEP", "a message is nested at most " + MAXIMUM_DEPTH + " levels deep");
        }
        open.push(frame);
    }

    @Override
    public void endObject() {
        end(true);
    }

    @Override
    public void endArray() {
        end(false);
    }

    private void end(boolean object) {
        Frame frame = open.pop();
        if (object != (frame.members != null) || frame.name != null) {
            throw new IllegalStateException("the decoder closed what it did not open, or a name without its value");
        }
    }

    @Override
    public void name(String name) {
        Frame frame = open.element();
        if (frame.members == null || frame.name != null) {
            throw new IllegalStateException("the decoder gave the name '" + name + "' where none may stand");
        }
        frame.name = name;
    }

    @Override
    public void text(String value) throws DecodeException {
        add(value);
    }

    @Override
    public void number(BigDecimal value) throws DecodeException {
        add(value);
    }

    @Override
    public void bool(boolean value) throws DecodeException {
        add(value);
    }

    @Override
    public void nothing() throws DecodeException {
        add(CanonicalJson.NULL);
    }

    private void add(Object value) throws DecodeException {
        if (++values > MAXIMUM_VALUES) {
            throw bound("TOO_MANY_VALUES", "a message has at most " + MAXIMUM_VALUES + " values");
        }
        Frame frame = open.peek();
        if (frame == null) {
            if (root != null) {
                throw new IllegalStateException("the decoder told more than one value");
            }
            root = value;
        } else if (frame.elements != null) {
            frame.elements.add(value);
        } else {
            addMember(frame, value);
        }
    }

    @SuppressWarnings("unchecked") // what stands at a repeated name is the list that was put there
    private static void addMember(Frame frame, Object value) {
        String name = frame.name;
        if (name == null) {
            throw new IllegalStateException("the decoder told a member without a name");
        }
        frame.name = null;
        Object earlier = frame.members.get(name);
        if (earlier == null) {
            frame.members.put(name, value);
        } else if (frame.repeated.add(name)) {
            frame.members.put(name, new ArrayList<>(List.of(earlier, value)));
        } else {
            ((List<Object>) earlier).add(value);
        }
    }

    private static DecodeException bound(String code, String rule) {
        return new DecodeException(new Rejection(code, ErrorClass.RESOURCES, "", "", rule));
    }
}
