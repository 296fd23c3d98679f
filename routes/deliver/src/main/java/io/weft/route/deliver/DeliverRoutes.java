package io.weft.route.deliver;

import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/**
 * How deliveries leave. The queue keeps the order and the memory: it gives at most one per target and order key, and
 * gives again what nobody recorded an answer for. So attempts run side by side and a crash loses none.
 */
final class DeliverRoutes extends RouteBuilder {

    private final Steps steps;
    private final ExecutorService workers;

    DeliverRoutes(Steps steps, ExecutorService workers) {
        this.steps = steps;
        this.workers = workers;
    }

    @Override
    public void configure() {
        // What fails is logged with its cause and counted; the queue gives the delivery again after its lease.
        onException(Exception.class)
                .setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, constant(false))
                .delay(1_000);

        // Comes again at once while deliveries are due and workers free, else after the delay.
        from("scheduler:deliver?delay={{pollMillis}}&greedy=true").routeId("deliver-take")
                .process(steps.takeDue())
                .split(body())
                    .wireTap("direct:attempt?block=false").executorService(workers).onPrepare(steps.freeWorkerAfter())
                .end();

        from("direct:attempt").routeId("deliver-attempt")
                .process(steps.render())
                .process(steps.send())
                .process(steps.record());
    }

    /** The steps by what they do. */
    record Steps(Processor takeDue, Processor render, Processor send, Processor record, Processor freeWorkerAfter) {
    }
}
