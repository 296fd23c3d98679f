package io.weft.route.anchor;

import io.weft.ledger.Log;
import io.weft.thread.StoreUnavailableException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * How records get into the evidence log, and its checkpoints out of the house. Two routes, so that a slow sink delays no
 * record.
 */
final class AnchorRoutes extends RouteBuilder {

    private final Log log;

    AnchorRoutes(Log log) {
        this.log = log;
    }

    @Override
    public void configure() {
        // What is pending stays pending: the same step is tried until the store is back.
        onException(StoreUnavailableException.class)
                .maximumRedeliveries(-1).redeliveryDelay(200).useExponentialBackOff().maximumRedeliveryDelay(2_000)
                .retryAttemptedLogLevel(LoggingLevel.WARN);

        // Whatever else fails is logged with its cause and counted; the next round comes after a pause.
        onException(Exception.class)
                .delay(1_000);

        // A round takes all that waits. It does not come again at once: a busy hub always has something more, and rounds of a
        // few records each, with their commits and signatures, would cost the documents what a round of many does not.
        from("scheduler:advance?delay={{advanceMillis}}").routeId("anchor-advance")
                .process(exchange -> log.advance());

        from("scheduler:publish?delay={{publishMillis}}").routeId("anchor-publish")
                .process(exchange -> log.publish());
    }
}
