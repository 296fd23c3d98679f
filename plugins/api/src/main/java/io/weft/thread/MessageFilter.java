package io.weft.thread;

import io.weft.adapter.Outcome;
import java.util.Optional;

/**
 * Which messages; empty parts match all.
 *
 * @param key    a search key of the message: document number, order number, lot
 * @param before opaque cursor of an earlier answer
 * @param limit  1 to 1,000
 */
public record MessageFilter(Optional<String> system, Optional<Outcome> outcome, Optional<String> key,
        Optional<String> before, int limit) {
}
