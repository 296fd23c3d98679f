package io.weft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.engine.function.Texts;
import io.weft.engine.template.RejectSignal;

/** What a condition says: true, false, or null for "there is no such thing here". */
final class Truth {

    private Truth() {
    }

    static boolean of(JsonNode condition) {
        if (!condition.isBoolean() && !condition.isNull()) {
            throw RejectSignal.faulty("match, ignore", Texts.shown(condition), "a condition gives true, false or null");
        }
        return condition.booleanValue();
    }
}
