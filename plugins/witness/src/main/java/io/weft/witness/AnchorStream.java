package io.weft.witness;

import io.weft.ledger.proof.AddCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The checkpoints that a log anchored on a channel, in its order. Comes from a module of its own, as it needs a channel's libraries. */
public interface AnchorStream extends AutoCloseable {

    /**
     * @param offer       what the hub gave the contract: previous size, consistency proof and note
     * @param block       number on the channel
     * @param transaction its id
     */
    record Anchor(AddCheckpoint offer, long block, String transaction) {
    }

    /** Opens streams; found by {@link java.util.ServiceLoader}. */
    interface Opener {

        /**
         * @param connection connection file of a client of the channel, as {@code weft fabric up} writes it
         * @param origin     the log
         * @param fromBlock  begin there; what was in it comes again
         * @throws IOException if the file is wrong
         */
        AnchorStream open(Path connection, String origin, long fromBlock) throws IOException;
    }

    /**
     * @return the next one; empty if none came within that time
     * @throws IOException if the stream has ended, as with its peer; it is to be opened anew
     */
    Optional<Anchor> next(Duration patience) throws IOException, InterruptedException;

    @Override
    void close();
}
