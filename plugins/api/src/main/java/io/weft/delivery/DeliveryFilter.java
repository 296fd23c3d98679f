package io.weft.delivery;

import java.util.Optional;
import java.util.UUID;

/**
 * Which deliveries; empty parts match all.
 *
 * @param target   adapter instance
 * @param orderKey usually the canonical key of a lot
 * @param standing how they stand
 * @param before   id of the last delivery of an earlier page
 * @param limit    1 to 1,000
 */
public record DeliveryFilter(Optional<String> target, Optional<String> orderKey, Optional<Standing> standing,
        Optional<UUID> before, int limit) {

    public static final int MAXIMUM_LIMIT = 1_000;

    public DeliveryFilter {
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw new IllegalArgumentException("limit: " + limit + " is not 1 to " + MAXIMUM_LIMIT);
        }
    }

    /** The newest ones. */
    public static DeliveryFilter newest(int limit) {
        return new DeliveryFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    /** What an operator asks for. */
    public enum Standing {
        /** {@link DeliveryState#WAITING}. */
        WAITING,
        /** {@link DeliveryState#REFUSED}: it holds back what follows it for the same target and order key. */
        REFUSED,
        /** {@link DeliveryState#ACCEPTED}, while the counterpart's own event that confirms it has not come. */
        UNCONFIRMED,
        /** Nothing is to be done. */
        SETTLED
    }
}
