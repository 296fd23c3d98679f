package io.weft.route.anchor;

import io.weft.ledger.Log;
import io.weft.thread.StoreUnavailableException;
import org.apache.camel.Exchange;
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

        // Whatever else fails is logged with its cause and counted; the next round comes after a pause, not at once.
        onException(Exception.class)
                .setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, constant(false))
                .delay(1_000);

        from("scheduler:advance?delay={{advanceMillis}}&greedy=true").routeId("anchor-advance")
                .process(exchange -> goOnWhile(exchange, log.advance() > 0));

        from("scheduler:publish?delay={{publishMillis}}").routeId("anchor-publish")
                .process(exchange -> log.publish());
    }

    /** A greedy scheduler comes again at once while there was something to do, else after its delay. */
    private static void goOnWhile(Exchange exchange, boolean busy) {
        exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, busy);
    }
}
