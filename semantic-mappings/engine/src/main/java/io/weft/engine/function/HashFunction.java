package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weft.engine.template.Execution;
import io.weft.event.Digests;
import java.nio.charset.StandardCharsets;

/** {@code hash(text)}: lower-case hexadecimal SHA-256 of the text's UTF-8; null for null. */
final class HashFunction extends HostFunction {

    HashFunction() {
        super("hash", 1);
    }

    @Override
    protected JsonNode call(JsonNode[] arguments) {
        if (arguments[0].isNull()) {
            return NullNode.instance;
        }
        String text = text(arguments[0], "text");
        Execution.current().chargeText(text.length());
        return TextNode.valueOf(Digests.hex(Digests.sha256(text.getBytes(StandardCharsets.UTF_8))));
    }
}
