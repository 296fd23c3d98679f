package io.weft.delivery;

import io.weft.event.Event;
import java.util.Optional;
import java.util.UUID;

/**
 * One fact that a target shall learn. Order is kept per target and order key: nothing of a key is attempted before all
 * earlier deliveries of that key are accepted.
 *
 * @param id       its identity, also the counterpart's idempotency key
 * @param target   adapter instance that carries it
 * @param mapping  id of the outbound mapping that writes it
 * @param orderKey usually the canonical key of the lot
 * @param event    the fact
 * @param message  receipt of the message that told the fact, or the id of the decision that made it
 * @param citation the business transaction identifier that the counterpart's confirming event will carry; empty if no
 *                 confirmation is expected
 * @param attempts attempts so far
 */
public record Delivery(UUID id, String target, String mapping, String orderKey, Event event, UUID message,
        Optional<String> citation, int attempts) {
}
