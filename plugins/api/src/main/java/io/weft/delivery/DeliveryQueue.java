package io.weft.delivery;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** The durable outbound queue. */
@ProviderType
public interface DeliveryQueue {

    /**
     * Takes deliveries that are due, at most one per target and order key, oldest first. A delivery that was taken and
     * not answered within the lease is due again, for example after a crash.
     */
    List<Delivery> take(int maximum, Duration lease);

    /**
     * Records an attempt's answer; a confirmed delivery stays confirmed.
     *
     * @param payload  the bytes that were sent; kept, as what left is evidence too
     * @param retryIn  when to try again after {@link DeliveryAnswer.Unanswered}
     */
    void answered(UUID delivery, byte[] payload, DeliveryAnswer answer, Duration retryIn);

    /** Newest first. */
    List<DeliveryStatus> list(int maximum);
}
