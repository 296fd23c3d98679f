package io.weft.delivery;

import io.weft.event.EventId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery as operators see it.
 *
 * @param createdAt   hub clock
 * @param acceptedAt  hub clock
 * @param confirmedAt hub clock
 * @param lastReason  reason of the last refusal, missing answer or skipping; empty if none
 * @param confirmable whether the counterpart is expected to confirm it by an event of its own
 */
public record DeliveryStatus(UUID id, String target, String mapping, String orderKey, EventId event, DeliveryState state,
        int attempts, Instant createdAt, Optional<Instant> acceptedAt, Optional<Instant> confirmedAt, String lastReason,
        boolean confirmable) {
}
