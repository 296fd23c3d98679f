package io.weft.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** The durable outbound queue. */
@ProviderType
public interface DeliveryQueue {

    /**
     * Takes deliveries that are due, at most one per target and order key, oldest first. A delivery that was taken and
     * not answered within the lease is due again, for example after a crash.
     *
     * @param except targets that shall get nothing now, because they keep enough workers busy already
     */
    List<Delivery> take(int maximum, Duration lease, Set<String> except);

    /** As {@link #take(int, Duration, Set)} for all targets. */
    default List<Delivery> take(int maximum, Duration lease) {
        return take(maximum, lease, Set.of());
    }

    /**
     * Records an attempt's answer; a confirmed delivery stays confirmed.
     *
     * @param payload  the bytes that were sent; kept, as what left is evidence too
     * @param retryIn  when to try again after {@link DeliveryAnswer.Unanswered}
     */
    void answered(UUID delivery, byte[] payload, DeliveryAnswer answer, Duration retryIn);

    /** Newest first. */
    List<DeliveryStatus> list(DeliveryFilter filter);

    Optional<DeliveryStatus> status(UUID delivery);

    /** What was tried and done so far, oldest first. */
    List<DeliveryAttempt> attempts(UUID delivery);

    /**
     * Makes a delivery due at once: one that waits, or one that was refused, for example once the counterpart or the
     * outbound mapping is mended. It is rendered again by the mapping that serves then.
     *
     * @param by the person
     * @throws IllegalArgumentException if it is unknown, or neither waits nor was refused
     */
    void resend(UUID delivery, String by);

    /**
     * Gives a delivery up, so that those behind it go on.
     *
     * @param by     the person
     * @param reason not blank
     * @throws IllegalArgumentException if it is unknown, or neither waits nor was refused, or the reason is blank
     */
    void skip(UUID delivery, String by, String reason);
}
