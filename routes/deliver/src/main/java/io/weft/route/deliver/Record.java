package io.weft.route.deliver;

import io.weft.delivery.Delivery;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.OutboundMessage;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Tells the queue what came of an attempt. */
final class Record implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Record.class);
    private static final byte[] NOTHING_SENT = {};

    private final DeliveryQueue queue;
    private final Backoff backoff;

    Record(DeliveryQueue queue, Backoff backoff) {
        this.queue = queue;
        this.backoff = backoff;
    }

    @Override
    public void process(Exchange exchange) {
        Attempt attempt = exchange.getMessage().getBody(Attempt.class);
        Delivery delivery = attempt.delivery();
        DeliveryAnswer answer = attempt.answer().orElseThrow();
        byte[] payload = attempt.message().map(OutboundMessage::payload).orElse(NOTHING_SENT);
        Duration retryIn = backoff.after(delivery.attempts());
        queue.answered(delivery.id(), payload, answer, retryIn);
        try (MDC.MDCCloseable closed = MDC.putCloseable("weft.receipt", delivery.message().toString())) {
            tell(delivery, answer, retryIn);
        }
    }

    /** Each line names the receipt of the message that told the fact, so that a message is followed to its targets. */
    private static void tell(Delivery delivery, DeliveryAnswer answer, Duration retryIn) {
        if (answer instanceof DeliveryAnswer.Accepted accepted) {
            LOG.debug("{} of message {} to {} is accepted as '{}'", delivery.id(), delivery.message(), delivery.target(),
                    accepted.reference());
        } else if (answer instanceof DeliveryAnswer.Refused refused) {
            LOG.warn("{} of message {} to {} is refused: {}", delivery.id(), delivery.message(), delivery.target(),
                    refused.reason());
        } else if (answer instanceof DeliveryAnswer.Unanswered unanswered) {
            LOG.info("{} of message {} to {} waits {} ms more: {}", delivery.id(), delivery.message(), delivery.target(),
                    retryIn.toMillis(), unanswered.reason());
        }
    }
}
