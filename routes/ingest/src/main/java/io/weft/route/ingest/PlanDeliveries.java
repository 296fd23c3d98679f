package io.weft.route.ingest;

import io.weft.delivery.DeliveryPlan;
import io.weft.delivery.NewDelivery;
import io.weft.thread.EvidencedEvent;
import io.weft.thread.Intaken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Adds who shall learn of the events, so that it is committed together with them. */
final class PlanDeliveries implements Processor {

    private final Supplier<List<DeliveryPlan>> plans;

    PlanDeliveries(Supplier<List<DeliveryPlan>> plans) {
        this.plans = plans;
    }

    @Override
    public void process(Exchange exchange) {
        Intaken intaken = exchange.getMessage().getBody(Intaken.class);
        String source = intaken.interpretation().message().system();
        List<NewDelivery> deliveries = new ArrayList<>();
        for (DeliveryPlan plan : plans.get()) {
            for (EvidencedEvent event : intaken.events()) {
                deliveries.addAll(plan.plan(event.mapped(), source));
            }
        }
        exchange.getMessage().setBody(new Intaken(intaken.interpretation(), intaken.events(), deliveries));
    }
}
