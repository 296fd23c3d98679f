package io.weft.route.deliver;

import io.weft.delivery.Delivery;
import io.weft.delivery.DeliveryQueue;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** As many due deliveries as there are free workers. */
final class TakeDue implements Processor {

    private final DeliveryQueue queue;
    private final Workers workers;
    private final Duration lease;

    TakeDue(DeliveryQueue queue, Workers workers, Duration lease) {
        this.queue = queue;
        this.workers = workers;
        this.lease = lease;
    }

    @Override
    public void process(Exchange exchange) {
        int free = workers.free();
        List<Delivery> due = free == 0 ? List.of() : queue.take(free, lease, workers.full());
        workers.occupy(due);
        exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, !due.isEmpty());
        exchange.getMessage().setBody(due);
    }
}
