package io.weft.route.ingest;

import io.weft.event.Rejection;
import io.weft.mapping.Interpretation;
import io.weft.mapping.MappingResult;
import io.weft.thread.Intaken;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a message that a step of the route could not digest, without what it would have caused. */
final class Quarantine implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    /**
     * Whether the message itself was indigestible, the exchange got far enough to know which one it carries, and it is
     * not quarantined already. The outermost exception counts: Camel also matches a store's absence by its causes.
     */
    static boolean possible(Exchange exchange) {
        if (!(exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof RuntimeException)) {
            return false;
        }
        Object body = exchange.getMessage().getBody();
        return body instanceof Interpretation
                || body instanceof Intaken intaken && !(intaken.interpretation().result() instanceof MappingResult.Rejected);
    }

    @Override
    public void process(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Interpretation known = interpretation(exchange.getMessage().getBody());
        LOG.error("{} cannot be taken as {}", known.id().canonical(), known.mapping(), cause);
        Rejection reason = Rejection.internal("INTAKE_FAILED", "", String.valueOf(cause),
                "a step of intake failed on what the mapping made of the message");
        exchange.getMessage().setBody(new Intaken(
                new Interpretation(known.message(), known.id(), known.mapping(), known.replay(),
                        new MappingResult.Rejected(List.of(reason), searchKeys(known.result()))),
                List.of(), List.of()));
    }

    private static Interpretation interpretation(Object body) {
        return body instanceof Intaken intaken ? intaken.interpretation() : (Interpretation) body;
    }

    private static List<String> searchKeys(MappingResult result) {
        if (result instanceof MappingResult.Mapped mapped) {
            return mapped.searchKeys();
        }
        return result instanceof MappingResult.Rejected rejected ? rejected.searchKeys() : List.of();
    }
}
