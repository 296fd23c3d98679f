package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code required(value, field)}: the value; rejects the message if it is absent, null or blank. */
final class RequiredFunction extends HostFunction {

    RequiredFunction() {
        super("required", 2);
    }

    @Override
    protected JsonNode call(JsonNode[] arguments) {
        JsonNode value = arguments[0];
        if (value.isNull() || value.isTextual() && value.textValue().isBlank()) {
            throw rejected("MISSING_FIELD", text(arguments[1], "field"), Texts.shown(value).replace("null", ""),
                    "must be given");
        }
        return value;
    }
}
