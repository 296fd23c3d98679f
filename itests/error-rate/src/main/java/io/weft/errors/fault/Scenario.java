package io.weft.errors.fault;

import io.weft.errors.delivery.Delivery;
import java.util.List;

/**
 * Everything that is sent, and what is wrong with it.
 *
 * @param sent   in the order of sending
 * @param faults at most one per delivery
 */
public record Scenario(List<Delivery> deliveries, List<Sent> sent, List<Fault> faults) {
}
