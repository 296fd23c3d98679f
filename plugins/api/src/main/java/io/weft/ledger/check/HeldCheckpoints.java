package io.weft.ledger.check;

import io.weft.ledger.Checkpoint;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.LongStream;
import org.osgi.annotation.versioning.ConsumerType;

/** A sink that can be asked what it holds; registered beside {@code CheckpointSink}, under the same name. */
@ConsumerType
public interface HeldCheckpoints {

    /** As {@code CheckpointSink.name()}. */
    String name();

    /**
     * Sizes of the checkpoints that it holds of a log, ascending; to be closed.
     *
     * @param from the least size
     */
    LongStream sizes(String origin, long from) throws IOException;

    /** Whether it shows each checkpoint that it took; false if only its newest, which covers those before it. */
    default boolean showsEach() {
        return true;
    }

    /** The note with the log's own lines, or the first of them alone; empty if it shows none of that size. */
    Optional<byte[]> note(String origin, long size) throws IOException;

    /**
     * Verifies the receipt that the sink gave when it took a checkpoint, and what else it keeps with it.
     *
     * @return what is wrong; empty if nothing is
     */
    default Optional<String> fault(Checkpoint checkpoint, byte[] receipt) throws IOException {
        return receipt.length == 0 ? Optional.empty() : Optional.of("the sink gives no receipts");
    }
}
