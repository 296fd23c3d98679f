package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code reject(code, field, value, rule)}: ends the mapping; the message is quarantined with these words. */
final class RejectFunction extends HostFunction {

    RejectFunction() {
        super("reject", 4);
    }

    @Override
    protected JsonNode call(JsonNode[] arguments) {
        String value = arguments[2].isNull() ? "" : Texts.shown(arguments[2]);
        throw rejected(text(arguments[0], "code"), text(arguments[1], "field"), value, text(arguments[3], "rule"));
    }
}
