package io.weft.thread;

import io.weft.delivery.NewDelivery;
import io.weft.mapping.Interpretation;
import java.util.List;

/**
 * All that one message caused, committed in one transaction.
 *
 * @param events     the events of {@code MappingResult.Mapped}, in its order; otherwise empty
 * @param deliveries each names one of the events
 */
public record Intaken(Interpretation interpretation, List<EvidencedEvent> events, List<NewDelivery> deliveries) {
}
