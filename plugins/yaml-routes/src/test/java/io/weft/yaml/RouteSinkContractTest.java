package io.weft.yaml;

import io.weft.adapter.SinkAdapter;
import io.weft.tck.SinkAdapterContract;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;

/** The peer is a route that does what the test says. */
class RouteSinkContractTest extends SinkAdapterContract {

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch silence = new CountDownLatch(1);
    private Optional<CamelContext> running = Optional.empty();
    private volatile PeerBehaviour behaviour = PeerBehaviour.ACCEPTS;

    @AfterEach
    void stop() {
        silence.countDown();
        running.ifPresent(CamelContext::stop);
    }

    @Override
    protected SinkAdapter sink() {
        return new RouteSink("site", () -> running, timeout());
    }

    @Override
    protected void peer(PeerBehaviour next) throws Exception {
        behaviour = next;
        if (next == PeerBehaviour.IS_GONE) {
            running.ifPresent(CamelContext::stop);
            running = Optional.empty();
        } else if (running.isEmpty()) {
            CamelContext context = new DefaultCamelContext();
            context.getShutdownStrategy().setTimeout(1);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:delivery").process(RouteSinkContractTest.this::take);
                }
            });
            context.start();
            running = Optional.of(context);
        }
    }

    private void take(Exchange exchange) throws InterruptedException {
        switch (behaviour) {
            case ACCEPTS -> seen.add(new Seen(exchange.getMessage().getHeader("weftDelivery", String.class),
                    exchange.getMessage().getBody(byte[].class)));
            case REFUSES -> exchange.getMessage().setHeader("weftRefused", "maintenance");
            case FAILS_FOR_NOW -> throw new IllegalStateException("no session");
            case STAYS_SILENT -> silence.await();
            case IS_GONE -> throw new AssertionError("nobody is there");
        }
    }

    @Override
    protected List<Seen> seen() {
        return seen;
    }
}
