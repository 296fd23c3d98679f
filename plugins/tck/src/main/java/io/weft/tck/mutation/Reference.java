package io.weft.tck.mutation;

import java.util.Optional;

/** Reads a format by other means than the decoder under test. */
@FunctionalInterface
public interface Reference {

    /** @return the tree that the decoder has to tell; empty if this is no message of the format */
    Optional<Object> read(byte[] payload);

    /** Whether this reader knows all that stands there; where it does not, nothing is known of what the decoder reads. */
    default boolean knows(byte[] payload) {
        return true;
    }
}
