package io.weft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.adapter.RawMessage;
import io.weft.engine.format.Values;
import io.weft.mapping.Envelope;
import io.weft.mapping.MessageTree;

/** A decoded message; the tree that templates read is kept as it was built. */
record JsonMessageTree(RawMessage message, Envelope envelope, JsonNode node) implements MessageTree {

    @Override
    public Object asValue() {
        return Values.of(node);
    }

    /** The tree of any message, which another interpreter may have decoded. */
    static JsonNode nodeOf(MessageTree tree) {
        return tree instanceof JsonMessageTree own ? own.node() : Values.node(tree.asValue());
    }
}
