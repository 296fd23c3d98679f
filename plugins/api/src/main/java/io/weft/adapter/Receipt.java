package io.weft.adapter;

import io.weft.event.Rejection;
import java.util.List;
import java.util.UUID;

/**
 * What intake answers once the message is durably committed.
 *
 * @param id      the message's receipt; a duplicate's is that of the first
 * @param reasons why it was quarantined; otherwise empty
 */
public record Receipt(UUID id, Outcome outcome, List<Rejection> reasons) {
}
