package io.weft.adapter;

import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import org.osgi.annotation.versioning.ConsumerType;

/** An adapter that carries deliveries to its counterpart. */
@ConsumerType
public interface SinkAdapter extends Adapter {

    /**
     * Sends one message and waits for the counterpart's answer, at most the instance's configured time. Never throws for
     * what the counterpart or the network does: refusal, silence and acceptance are answers. Called by many threads.
     */
    DeliveryAnswer send(OutboundMessage message) throws InterruptedException;
}
