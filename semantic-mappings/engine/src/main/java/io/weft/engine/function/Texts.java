package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** JSON values as text, numbers always plain: never with an exponent, as Jackson writes some decimals. */
public final class Texts {

    private static final int SHOWN = 200;

    private Texts() {
    }

    /** A text as it is, another scalar as in JSON, a container as JSON text. */
    public static String of(JsonNode node) {
        // By class and not by isTextual(), whose many implementations no call site here can be compiled for.
        if (node instanceof TextNode text) {
            return text.textValue();
        }
        if (node.isNumber()) {
            return node.decimalValue().toPlainString();
        }
        return node.toString();
    }

    /** For a rejection: short, and without walking through a large tree. */
    public static String shown(JsonNode node) {
        if (node.isContainerNode()) {
            return node.isArray() ? "(array of " + node.size() + ")" : "(object of " + node.size() + " members)";
        }
        String text = of(node);
        return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
    }
}
