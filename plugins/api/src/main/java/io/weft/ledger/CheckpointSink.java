package io.weft.ledger;

import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Takes checkpoints to a place outside the hub. Safe to repeat with the same checkpoint. */
@ConsumerType
public interface CheckpointSink {

    /** Stable name, for example {@code file~vault}. */
    String name();

    /**
     * Which of the waiting checkpoints it takes now. Smaller ones that it passes over are not offered again: the one that it
     * takes covers them.
     *
     * @param waiting at least one, smallest first; of a long backlog the smallest and the latest
     * @return one of them; empty if it takes none before it is asked again
     */
    default Optional<Checkpoint> next(List<Checkpoint> waiting) {
        return Optional.of(waiting.get(0));
    }

    /**
     * Nothing waits for it. Asked as often as the log publishes, several times a second, so most calls have to return at
     * once. A witness is shown by this that the log is there and has not grown.
     *
     * @param newest the newest checkpoint, for which it has given a receipt
     * @throws IOException if it finds that it cannot publish; shown as its fault until a call returns
     */
    default void idle(Checkpoint newest, LogReader log) throws IOException, StoreUnavailableException {
    }

    /**
     * Returns once the sink holds the checkpoint durably.
     *
     * @param log the log that the checkpoint is of
     * @return the sink's receipt; empty bytes if it gives none. Signature lines of C2SP signed-note, as a witness gives
     *         them, are shown with the checkpoint
     * @throws IOException if it does not hold it, or does not know; the checkpoint is offered again
     */
    byte[] publish(Checkpoint checkpoint, LogReader log) throws IOException, StoreUnavailableException;

    /** What it is in the middle of, for operators: which checkpoint, and how far it is. Empty if nothing is under way. */
    default String underWay() {
        return "";
    }
}
