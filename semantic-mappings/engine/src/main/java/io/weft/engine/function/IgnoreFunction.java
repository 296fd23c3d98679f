package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.engine.template.IgnoreSignal;

/** {@code ignore(rule)}: ends the mapping; the message is left aside under the rule's name. */
final class IgnoreFunction extends HostFunction {

    IgnoreFunction() {
        super("ignore", 1);
    }

    @Override
    protected JsonNode call(JsonNode[] arguments) {
        throw new IgnoreSignal(text(arguments[0], "rule"));
    }
}
