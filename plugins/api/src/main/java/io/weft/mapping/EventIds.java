package io.weft.mapping;

import io.weft.event.EventId;

/** Gives the identities of events whose source gave none. */
@FunctionalInterface
public interface EventIds {

    /** @param ordinal position of the event in the mapping's result, from 0 */
    EventId derive(int ordinal);
}
