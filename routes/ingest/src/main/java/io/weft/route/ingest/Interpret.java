package io.weft.route.ingest;

import io.weft.adapter.RawMessage;
import io.weft.mapping.Interpreter;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** From a raw message to what it means. */
final class Interpret implements Processor {

    /** How often the message was mapped before; absent for a message that just came. */
    static final String REPLAY = "weft.replay";

    private final Interpreter interpreter;

    Interpret(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public void process(Exchange exchange) {
        RawMessage message = exchange.getMessage().getBody(RawMessage.class);
        int replay = exchange.getProperty(REPLAY, 0, Integer.class);
        exchange.getMessage().setBody(interpreter.interpret(message, replay));
    }
}
