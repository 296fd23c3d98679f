package io.weft.route.ingest;

import io.weft.thread.StoreUnavailableException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/**
 * How messages and readings come in. An adapter's thread runs the whole way and learns from the exchange what became of
 * its message; a stopped route takes nothing.
 */
final class IngestRoutes extends RouteBuilder {

    static final String MESSAGE = "direct:message";
    static final String REPLAY = "direct:replay";
    static final String CORRECTION = "direct:correction";
    static final String READINGS = "direct:readings";

    private final Steps steps;

    IngestRoutes(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void configure() {
        // Nothing was taken: the source keeps it and is told so, which needs no stack trace per message.
        onException(StoreUnavailableException.class)
                .retriesExhaustedLogLevel(LoggingLevel.WARN).logStackTrace(false).logExhaustedMessageHistory(false);

        // A message that a step cannot digest is kept with its reason; sent again it would only fail again.
        onException(RuntimeException.class)
                .onWhen(Quarantine::possible)
                .handled(true)
                .process(steps.quarantine())
                .process(steps.store());

        from(MESSAGE).routeId("ingest-message")
                .process(steps.interpret())
                .process(steps.evidence())
                .process(steps.planDeliveries())
                .process(steps.store());

        from(REPLAY).routeId("ingest-replay")
                .process(steps.load())
                .process(steps.interpret())
                .process(steps.evidence())
                .process(steps.planDeliveries())
                .process(steps.store());

        from(CORRECTION).routeId("ingest-correction").errorHandler(noErrorHandler())
                .process(steps.loadMapped())
                .process(steps.interpret())
                .process(steps.correct())
                .process(steps.evidence())
                .process(steps.planDeliveries())
                .process(steps.store());

        from(READINGS).routeId("ingest-readings")
                .process(steps.describeSeries())
                .process(steps.storeReadings());

        from("scheduler:catch-up?delay={{catchUpMillis}}").routeId("ingest-catch-up")
                .process(steps.catchUp());
    }

    /** The steps by what they do. */
    record Steps(Processor load, Processor loadMapped, Processor correct, Processor interpret, Processor evidence, Processor planDeliveries, Processor store,
            Processor quarantine, Processor describeSeries, Processor storeReadings, Processor catchUp) {
    }
}
