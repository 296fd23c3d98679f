package io.weft.route.decide;

import io.weft.thread.StoreUnavailableException;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/** How one policy decides on what was committed; a policy that fails holds up nobody else's route. */
final class DecideRoutes extends RouteBuilder {

    private final String policy;
    private final Steps steps;

    DecideRoutes(String policy, Steps steps) {
        this.policy = policy;
        this.steps = steps;
    }

    @Override
    public void configure() {
        // The facts stay where the cursor is: the same step is tried until the store is back.
        onException(StoreUnavailableException.class)
                .maximumRedeliveries(-1).redeliveryDelay(200).useExponentialBackOff().maximumRedeliveryDelay(2_000)
                .retryAttemptedLogLevel(LoggingLevel.WARN);

        // Whatever else fails is logged with its cause and counted; the same facts come again after a pause.
        onException(Exception.class)
                .setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, constant(false))
                .delay(1_000);

        // Comes again at once while there are facts, else after the delay.
        from("scheduler:" + routeId() + "?delay={{pollMillis}}&greedy=true").routeId(routeId())
                .process(steps.nextFacts())
                .filter(body().isNotNull())
                    .process(steps.decide())
                    .process(steps.commit())
                .end();
    }

    String routeId() {
        return "decide-" + policy;
    }

    /** The steps by what they do. */
    record Steps(Processor nextFacts, Processor decide, Processor commit) {
    }
}
