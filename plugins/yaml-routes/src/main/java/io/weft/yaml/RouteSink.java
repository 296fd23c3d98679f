package io.weft.yaml;

import io.weft.adapter.AdapterState;
import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/**
 * Carries deliveries to a team's own route: one that starts {@code from: direct:delivery}. The exchange's outcome is the
 * answer: one that failed was not answered and is repeated, one with the header {@code weftRefused} is refused, any other is
 * accepted.
 */
final class RouteSink implements SinkAdapter {

    /** Where a route takes deliveries from. */
    static final String ENDPOINT = "direct://delivery";
    /** Set by a route that will not have the delivery: why. */
    static final String REFUSED = "weftRefused";
    /** Set by a route whose counterpart gave a reference of its own. */
    static final String REFERENCE = "weftReference";
    private static final String DELIVERY = "weftDelivery";

    private final String name;
    private final Supplier<Optional<CamelContext>> context;
    private final Duration timeout;

    /**
     * @param name    of the file, also of the counterpart
     * @param context in which the routes run; empty while none do
     * @param timeout after which an exchange that has not ended is not answered
     */
    RouteSink(String name, Supplier<Optional<CamelContext>> context, Duration timeout) {
        this.name = name;
        this.context = context;
        this.timeout = timeout;
    }

    @Override
    public DeliveryAnswer send(OutboundMessage message) throws InterruptedException {
        Optional<CamelContext> running = context.get();
        if (running.isEmpty()) {
            return new DeliveryAnswer.Unanswered("the routes of " + name + " do not run");
        }
        try (ProducerTemplate template = running.get().createProducerTemplate()) {
            Future<Exchange> sent = template.asyncSend(ENDPOINT, exchange -> fill(exchange.getMessage(), message));
            try {
                return answer(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                sent.cancel(true);
                return new DeliveryAnswer.Unanswered("the route of " + name + " has not ended within " + timeout);
            }
        } catch (ExecutionException | CancellationException e) {
            return new DeliveryAnswer.Unanswered(OneLine.of(e));
        } catch (java.io.IOException e) {
            return new DeliveryAnswer.Unanswered("the route of " + name + " did not close: " + OneLine.of(e));
        }
    }

    private static void fill(Message in, OutboundMessage message) {
        in.setBody(message.payload());
        in.setHeader(Exchange.CONTENT_TYPE, message.mediaType());
        in.setHeader(DELIVERY, message.delivery().toString());
    }

    private static DeliveryAnswer answer(Exchange exchange) {
        if (exchange.getException() != null) {
            return new DeliveryAnswer.Unanswered(OneLine.of(exchange.getException()));
        }
        String refused = exchange.getMessage().getHeader(REFUSED, String.class);
        return refused != null ? new DeliveryAnswer.Refused(refused)
                : new DeliveryAnswer.Accepted(exchange.getMessage().getHeader(REFERENCE, "", String.class));
    }

    @Override
    public String instance() {
        return "route~" + name;
    }

    @Override
    public String system() {
        return name;
    }

    @Override
    public AdapterState state() {
        return context.get().isPresent() ? AdapterState.UP : AdapterState.STARTING;
    }

    @Override
    public List<String> faults() {
        return List.of();
    }
}
