package io.weft.route.deliver;

import io.weft.delivery.Delivery;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import io.weft.mapping.MappingRef;
import io.weft.mapping.OutboundMapping;
import io.weft.mapping.OutboundMapping.Outbound;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Writes the event in the counterpart's format, by the newest version of the delivery's mapping. */
final class Render implements Processor {

    private final Supplier<List<OutboundMapping>> mappings;

    Render(Supplier<List<OutboundMapping>> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void process(Exchange exchange) {
        Delivery delivery = exchange.getMessage().getBody(Delivery.class);
        exchange.getMessage().setBody(newest(delivery.mapping())
                .map(mapping -> render(delivery, mapping))
                .orElseGet(() -> Attempt.unsent(delivery, new DeliveryAnswer.Unanswered(
                        "mapping: '" + delivery.mapping() + "' is no outbound mapping that serves now"))));
    }

    private static Attempt render(Delivery delivery, OutboundMapping mapping) {
        Outbound outbound = mapping.map(delivery.event());
        if (outbound instanceof Outbound.Written written) {
            OutboundMessage message =
                    new OutboundMessage(delivery.id(), written.mediaType(), Map.of(), written.payload(), delivery.orderKey());
            return new Attempt(delivery, Optional.of(message), Optional.empty());
        }
        Outbound.Unwritable unwritable = (Outbound.Unwritable) outbound;
        return Attempt.unsent(delivery, new DeliveryAnswer.Refused(mapping.ref() + ": " + unwritable.reason()));
    }

    private Optional<OutboundMapping> newest(String id) {
        return mappings.get().stream()
                .filter(mapping -> mapping.ref().id().equals(id))
                .max((one, other) -> Arrays.compare(numbers(one.ref()), numbers(other.ref())));
    }

    private static int[] numbers(MappingRef ref) {
        return Arrays.stream(ref.version().split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
