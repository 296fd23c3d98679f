package io.weft.route.deliver;

import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Hands what was rendered to the adapter instance that the delivery names, and waits for the answer. */
final class Send implements Processor {

    private final Supplier<List<SinkAdapter>> sinks;

    Send(Supplier<List<SinkAdapter>> sinks) {
        this.sinks = sinks;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        Attempt attempt = exchange.getMessage().getBody(Attempt.class);
        if (attempt.message().isPresent()) {
            exchange.getMessage().setBody(attempt.answered(
                    send(attempt.delivery().target(), attempt.message().get())));
        }
    }

    private DeliveryAnswer send(String target, OutboundMessage message) throws InterruptedException {
        Optional<SinkAdapter> sink =
                sinks.get().stream().filter(candidate -> candidate.instance().equals(target)).findFirst();
        if (sink.isEmpty()) {
            return new DeliveryAnswer.Unanswered("target: '" + target + "' is no sink adapter that runs now");
        }
        return sink.get().send(message);
    }
}
