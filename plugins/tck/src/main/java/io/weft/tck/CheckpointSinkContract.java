package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.check.HeldCheckpoints;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a {@link CheckpointSink} owes the log. Each test begins with an empty sink. */
public abstract class CheckpointSinkContract {

    private static final String ORIGIN = "weft.example/tck";

    private final SampleLog log = new SampleLog(ORIGIN).append(300, "leaf");
    private final SampleLog fork = log.fork().append(300, "other");

    /** The verifier key of the log whose checkpoints are published. */
    protected final String verifierKey() {
        return log.verifierKey();
    }

    protected abstract CheckpointSink sink() throws Exception;

    /** What the sink holds, asked past the sink itself: the signed note of that size. */
    protected abstract byte[] held(String origin, long size) throws Exception;

    /** Whether the sink recognises another checkpoint of a size that it holds; opting out is visible. */
    protected boolean noticesForks() {
        return true;
    }

    @Test
    public void itsNameIsStable() throws Exception {
        assertFalse(sink().name().isBlank());
        assertEquals(sink().name(), sink().name());
    }

    @Test
    public void whatItTookItHolds() throws Exception {
        for (long size : new long[] {1, 300}) {
            Checkpoint checkpoint = log.signedCheckpoint(size);
            sink().publish(checkpoint, log.reader());
            assertArrayEquals(checkpoint.note(), held(ORIGIN, size));
        }
    }

    @Test
    public void theSameAgainIsNoFault() throws Exception {
        Checkpoint checkpoint = log.signedCheckpoint(7);
        sink().publish(checkpoint, log.reader());
        sink().publish(checkpoint, log.reader());
        assertArrayEquals(checkpoint.note(), held(ORIGIN, 7));
    }

    @Test
    public void anotherCheckpointOfTheSameSizeIsRefusedAndTheFirstStays() throws Exception {
        assumeTrue(noticesForks(), "this sink does not notice forks");
        Checkpoint first = log.signedCheckpoint(7);
        sink().publish(first, log.reader());
        assertThrows(IOException.class, () -> sink().publish(fork.signedCheckpoint(7), fork.reader()));
        assertArrayEquals(first.note(), held(ORIGIN, 7));
    }

    @Test
    public void aLargerTreeOfAnotherHistoryIsRefused() throws Exception {
        assumeTrue(noticesForks(), "this sink does not notice forks");
        sink().publish(log.signedCheckpoint(7), log.reader());
        assertThrows(IOException.class, () -> sink().publish(fork.signedCheckpoint(9), fork.reader()));
        sink().publish(log.signedCheckpoint(9), log.reader());
        assertArrayEquals(log.signedCheckpoint(9).note(), held(ORIGIN, 9));
    }

    /** Whoever checks the hub asks its sinks what they hold. */
    @Test
    public void whatItTookItShowsToWhoeverChecks() throws Exception {
        CheckpointSink sink = sink();
        assumeTrue(sink instanceof HeldCheckpoints, "this sink shows nothing");
        HeldCheckpoints shown = (HeldCheckpoints) sink;
        assertEquals(sink.name(), shown.name());
        sink.publish(log.signedCheckpoint(7), log.reader());
        byte[] receipt = sink.publish(log.signedCheckpoint(300), log.reader());
        try (LongStream sizes = shown.sizes(ORIGIN, 0); LongStream above = shown.sizes(ORIGIN, 8)) {
            assertArrayEquals(shown.showsEach() ? new long[] {7, 300} : new long[] {300}, sizes.toArray());
            assertArrayEquals(new long[] {300}, above.toArray());
        }
        assertArrayEquals(log.signedCheckpoint(300).note(), shown.note(ORIGIN, 300).orElseThrow());
        assertEquals(Optional.empty(), shown.note(ORIGIN, 8));
        assertEquals(Optional.empty(), shown.fault(log.signedCheckpoint(300), receipt));
        assertTrue(shown.fault(fork.signedCheckpoint(300), receipt).isPresent(), "what it holds with one checkpoint fits another");
    }
}
