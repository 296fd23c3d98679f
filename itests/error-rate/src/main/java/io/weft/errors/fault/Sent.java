package io.weft.errors.fault;

import io.weft.errors.delivery.Document;
import java.time.LocalDateTime;

/**
 * A message on the wire.
 *
 * @param row   of its delivery
 * @param at    when it was sent, local time of the buyer
 * @param bytes not copied
 */
public record Sent(int row, Document.Kind kind, LocalDateTime at, byte[] bytes) {
}
