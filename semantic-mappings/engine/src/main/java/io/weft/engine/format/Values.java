package io.weft.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weft.engine.template.RejectSignal;
import io.weft.event.CanonicalJson;
import io.weft.event.ErrorClass;
import io.weft.event.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between the trees of templates and the values of {@link CanonicalJson}. */
public final class Values {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private int values;
    private long characters;

    private Values() {
    }

    /**
     * A template's output as values. Shared branches are counted as often as they stand there, which is what they weigh
     * once written.
     *
     * @throws RejectSignal OUTPUT_TOO_LARGE
     */
    public static Object of(JsonNode node) {
        return new Values().value(node, 1);
    }

    private Object value(JsonNode node, int depth) {
        count(node, depth);
        switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>(node.size() * 2);
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    characters += member.getKey().length();
                    members.put(member.getKey(), value(member.getValue(), depth + 1));
                }
                return members;
            }
            case ARRAY -> {
                List<Object> elements = new ArrayList<>(node.size());
                for (JsonNode element : node) {
                    elements.add(value(element, depth + 1));
                }
                return elements;
            }
            case STRING -> {
                return node.textValue();
            }
            case NUMBER -> {
                return number(node);
            }
            case BOOLEAN -> {
                return node.booleanValue();
            }
            case NULL -> {
                return CanonicalJson.NULL;
            }
            case BINARY, MISSING, POJO -> throw RejectSignal.faulty("", node.toString(), "is no JSON value");
        }
        throw new IllegalStateException(node.getNodeType().toString());
    }

    private void count(JsonNode node, int depth) {
        values++;
        characters += node.isTextual() ? node.textValue().length() : 0;
        if (values > Bounds.MAXIMUM_VALUES || characters > Bounds.MAXIMUM_BYTES || depth > Bounds.MAXIMUM_DEPTH) {
            throw new RejectSignal(new Rejection("OUTPUT_TOO_LARGE", ErrorClass.RESOURCES, "", "",
                    "a template gives at most " + Bounds.MAXIMUM_VALUES + " values, " + Bounds.MAXIMUM_BYTES
                            + " characters and " + Bounds.MAXIMUM_DEPTH + " levels"));
        }
    }

    private static Object number(JsonNode node) {
        if (node.isFloat() || node.isDouble()) {
            throw RejectSignal.faulty("", node.asText(), "is a binary floating-point number; use decimal()");
        }
        return node.decimalValue();
    }

    /** Values, for example of an event, as a tree that a template can read. */
    public static JsonNode node(Object value) {
        if (value instanceof Map<?, ?> members) {
            ObjectNode object = NODES.objectNode();
            members.forEach((name, member) -> object.set((String) name, node(member)));
            return object;
        }
        if (value instanceof List<?> elements) {
            ArrayNode array = NODES.arrayNode(elements.size());
            elements.forEach(element -> array.add(node(element)));
            return array;
        }
        if (value instanceof String text) {
            return TextNode.valueOf(text);
        }
        if (value instanceof BigDecimal number) {
            return DecimalNode.valueOf(number.scale() < 0 ? number.setScale(0) : number);
        }
        if (value instanceof Integer || value instanceof Long) {
            return DecimalNode.valueOf(BigDecimal.valueOf(((Number) value).longValue()));
        }
        if (value instanceof Boolean truth) {
            return BooleanNode.valueOf(truth);
        }
        if (value == CanonicalJson.NULL) {
            return NullNode.instance;
        }
        throw new IllegalArgumentException("a value of " + value.getClass() + " is none of CanonicalJson's");
    }
}
