package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.ZoneOffset;

/** {@code offset(dateTime)}: the offset of a time as EPCIS writes it in {@code eventTimeZoneOffset}; null for null. */
final class OffsetFunction extends HostFunction {

    OffsetFunction() {
        super("offset", 1);
    }

    @Override
    protected JsonNode call(JsonNode[] arguments) {
        if (arguments[0].isNull()) {
            return NullNode.instance;
        }
        ZoneOffset offset = Times.read(text(arguments[0], "dateTime"), "offset()").getOffset();
        return TextNode.valueOf(offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId());
    }
}
