package io.weft.thread;

import io.weft.adapter.Outcome;
import java.util.Optional;

/**
 * Which messages; empty parts match all.
 *
 * @param key     a search key of the message: document number, order number, lot
 * @param code    code of one of its present reasons
 * @param mapping the mapping that was asked: {@code id}, or {@code id@version}
 * @param before  opaque cursor of an earlier answer
 * @param limit   1 to 1,000
 */
public record MessageFilter(Optional<String> system, Optional<Outcome> outcome, Optional<String> key,
        Optional<String> code, Optional<String> mapping, Optional<String> before, int limit) {

    /** All messages. */
    public static MessageFilter newest(int limit) {
        return new MessageFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), limit);
    }

    /** Without regard to code and mapping. */
    public MessageFilter(Optional<String> system, Optional<Outcome> outcome, Optional<String> key,
            Optional<String> before, int limit) {
        this(system, outcome, key, Optional.empty(), Optional.empty(), before, limit);
    }
}
