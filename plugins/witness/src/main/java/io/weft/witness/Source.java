package io.weft.witness;

import java.io.IOException;

/** Where a witness looks for checkpoints. */
interface Source extends AutoCloseable {

    /**
     * Looks once, and offers what is new.
     *
     * @throws SourceException if it cannot be asked, or does not give what a check needs; to be tried again
     * @throws IOException     if the witness cannot keep its own state
     */
    void poll(LogWitness witness) throws SourceException, IOException, InterruptedException;

    @Override
    default void close() {
    }
}
