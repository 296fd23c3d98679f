package io.weft.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weft.mapping.DecodeException;
import io.weft.mapping.TreeVisitor;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Builds the tree that templates read, at once and within {@link Bounds}. A member name that repeats becomes an array of
 * its values. Texts that no store could keep as text are refused: unpaired surrogates and U+0000.
 */
public final class TreeBuilder implements TreeVisitor {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Deque<Frame> open = new ArrayDeque<>();
    private JsonNode root;
    private int values;

    /** A container that is being filled. */
    private static final class Frame {
        private final ContainerNode<?> node;
        private String name;
        private Set<String> repeated;

        Frame(ContainerNode<?> node) {
            this.node = node;
        }
    }

    /** @throws IllegalStateException if the decoder did not tell one whole value */
    public JsonNode root() {
        if (root == null || !open.isEmpty()) {
            throw new IllegalStateException("the decoder did not tell one whole value");
        }
        return root;
    }

    @Override
    public void startObject() throws DecodeException {
        start(NODES.objectNode());
    }

    @Override
    public void startArray() throws DecodeException {
        start(NODES.arrayNode());
    }

    private void start(ContainerNode<?> node) throws DecodeException {
        add(node);
        if (open.size() == Bounds.MAXIMUM_DEPTH) {
            throw Bounds.tooDeep();
        }
        open.push(new Frame(node));
    }

    @Override
    public void endObject() {
        open.pop();
    }

    @Override
    public void endArray() {
        open.pop();
    }

    @Override
    public void name(String name) throws DecodeException {
        requireStorable(name);
        open.element().name = name;
    }

    @Override
    public void text(String value) throws DecodeException {
        requireStorable(value);
        add(TextNode.valueOf(value));
    }

    @Override
    public void number(BigDecimal value) throws DecodeException {
        long digits = Math.max(value.precision(), value.precision() - (long) value.scale());
        if (Math.max(digits, value.scale()) > Bounds.MAXIMUM_DIGITS) {
            throw Bounds.undecodable(path(), value.toString(),
                    "a number has at most " + Bounds.MAXIMUM_DIGITS + " digits");
        }
        add(DecimalNode.valueOf(value.scale() < 0 ? value.setScale(0) : value));
    }

    @Override
    public void bool(boolean value) throws DecodeException {
        add(BooleanNode.valueOf(value));
    }

    @Override
    public void nothing() throws DecodeException {
        add(NullNode.instance);
    }

    private void add(JsonNode value) throws DecodeException {
        if (++values > Bounds.MAXIMUM_VALUES) {
            throw Bounds.tooMany();
        }
        Frame frame = open.peek();
        if (frame == null) {
            root = value;
        } else if (frame.node instanceof ArrayNode array) {
            array.add(value);
        } else {
            addMember(frame, (ObjectNode) frame.node, value);
        }
    }

    private static void addMember(Frame frame, ObjectNode object, JsonNode value) {
        JsonNode earlier = object.replace(frame.name, value);
        if (earlier == null) {
            return;
        }
        if (frame.repeated == null) {
            frame.repeated = new HashSet<>();
        }
        if (frame.repeated.add(frame.name)) {
            object.set(frame.name, NODES.arrayNode().add(earlier).add(value));
        } else {
            object.set(frame.name, ((ArrayNode) earlier).add(value));
        }
    }

    private void requireStorable(String text) throws DecodeException {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == 0) {
                throw Bounds.undecodable(path(), "U+0000", "a text holds no U+0000");
            }
            if (Character.isSurrogate(character)) {
                boolean paired = Character.isHighSurrogate(character) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    throw Bounds.undecodable(path(), String.format("U+%04X", (int) character),
                            "a text holds no unpaired surrogate");
                }
                i++;
            }
        }
    }

    /** Of the value that comes next: the containers on the way there are elements of theirs already. */
    private String path() {
        StringBuilder path = new StringBuilder();
        open.descendingIterator().forEachRemaining(frame -> {
            if (frame.node instanceof ArrayNode array) {
                path.append('[').append(frame == open.element() ? array.size() : array.size() - 1).append(']');
            } else if (frame.name != null) {
                path.append(path.isEmpty() ? "" : ".").append(frame.name);
            }
        });
        return path.toString();
    }
}
