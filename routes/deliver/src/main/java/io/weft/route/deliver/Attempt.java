package io.weft.route.deliver;

import io.weft.delivery.Delivery;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import java.util.Optional;

/**
 * One attempt at a delivery, as far as it has come.
 *
 * @param message empty until it is rendered, and if it cannot be
 * @param answer  empty until there is one; what cannot be rendered is answered without being sent
 */
record Attempt(Delivery delivery, Optional<OutboundMessage> message, Optional<DeliveryAnswer> answer) {

    static Attempt unsent(Delivery delivery, DeliveryAnswer answer) {
        return new Attempt(delivery, Optional.empty(), Optional.of(answer));
    }

    Attempt answered(DeliveryAnswer value) {
        return new Attempt(delivery, message, Optional.of(value));
    }
}
