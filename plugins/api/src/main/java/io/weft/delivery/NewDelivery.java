package io.weft.delivery;

import io.weft.event.EventId;
import java.util.Optional;

/**
 * A delivery that is committed together with the event that it carries. Its identity is derived from event, target and
 * mapping, so that the same fact is delivered once.
 *
 * @see Delivery
 */
public record NewDelivery(EventId event, String target, String mapping, String orderKey, Optional<String> citation) {
}
