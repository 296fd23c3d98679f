package io.weft.ledger;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** Takes checkpoints to a place outside the hub. Safe to repeat with the same checkpoint. */
@ConsumerType
public interface CheckpointSink {

    /** Stable name, for example {@code file~vault}. */
    String name();

    /**
     * Returns once the sink holds the checkpoint durably.
     *
     * @return the sink's receipt; empty bytes if it gives none
     * @throws IOException if it does not hold it, or does not know; the checkpoint is offered again
     */
    byte[] publish(Checkpoint checkpoint) throws IOException;
}
