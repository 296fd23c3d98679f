package io.weft.engine.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.engine.function.Texts;

/** Equality and order of values in templates: JSLT's, with numbers compared exactly. */
final class Comparison {

    private Comparison() {
    }

    static boolean equal(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue()) == 0;
        }
        if (left.isContainerNode() && right.isContainerNode()) {
            Execution.current().chargeTree(left);
            return left.equals(NUMBERS_BY_VALUE, right);
        }
        return left.equals(right);
    }

    private static final java.util.Comparator<JsonNode> NUMBERS_BY_VALUE = (left, right) -> {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    };

    /** Null is equal to itself and smaller than all else. */
    static int compare(JsonNode left, JsonNode right) {
        if (left.isNull() || right.isNull()) {
            return Boolean.compare(!left.isNull(), !right.isNull());
        }
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        if (left.isTextual() && right.isTextual()) {
            return left.textValue().compareTo(right.textValue());
        }
        throw RejectSignal.faulty("", Texts.shown(left) + ", " + Texts.shown(right),
                "only two numbers or two texts have an order");
    }
}
