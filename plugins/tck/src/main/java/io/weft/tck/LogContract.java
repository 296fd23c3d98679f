package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Digests;
import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.Log;
import io.weft.ledger.LogReader;
import io.weft.ledger.LogStatus;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.MerkleVerifier;
import io.weft.ledger.proof.NoteSignature;
import io.weft.ledger.proof.VerifierKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a {@link Log} owes everybody. Each test begins with an empty log. */
public abstract class LogContract {

    private final List<byte[]> leaves = new ArrayList<>();
    private final MemoryLogStore store = new MemoryLogStore(Clock.systemUTC());

    /** The log over {@link #store()}, the same one within a test. */
    protected abstract Log log() throws Exception;

    protected abstract void add(CheckpointSink sink) throws Exception;

    protected final MemoryLogStore store() {
        return store;
    }

    /** Records that then wait for the log. */
    protected final void record(int count, boolean urgent) {
        for (int i = 0; i < count; i++) {
            byte[] leaf = Digests.sha256(ByteBuffer.allocate(4).putInt(leaves.size()).array());
            leaves.add(leaf);
            store.record(leaf, urgent);
        }
    }

    @Test
    public void anEmptyLogSignsNothing() throws Exception {
        assertEquals(0, log().advance());
        assertTrue(log().latest().isEmpty());
        assertEquals(0, log().status().size());
    }

    @Test
    public void anUrgentLeafStandsInASignedCheckpointAtOnce() throws Exception {
        record(3, true);
        assertEquals(3, log().status().pending());
        assertEquals(3, log().advance());
        Checkpoint latest = log().latest().orElseThrow();
        CheckpointText text = CheckpointText.verify(latest.note(), VerifierKey.parse(log().verifierKey()));
        assertEquals(log().origin(), text.origin());
        assertEquals(3, text.size());
        assertArrayEquals(Merkle.root(leaves), text.root());
        assertArrayEquals(text.root(), latest.root());
        LogStatus status = log().status();
        assertEquals(3, status.size());
        assertEquals(0, status.pending());
        assertEquals("", status.fault());
    }

    @Test
    public void everyLeafAndEveryEarlierCheckpointCanBeProven() throws Exception {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (int count : new int[] {1, 2, 4, 6, 19}) {
            record(count, true);
            log().advance();
            checkpoints.add(log().latest().orElseThrow());
        }
        Checkpoint last = checkpoints.get(4);
        assertEquals(32, last.size());
        for (int index = 0; index < leaves.size(); index++) {
            MerkleVerifier.inclusion(leaves.get(index), log().inclusion(index, last.size()), last.root());
        }
        for (Checkpoint earlier : checkpoints) {
            MerkleVerifier.consistency(earlier.size(), earlier.root(), last.size(), last.root(),
                    log().consistency(earlier.size(), last.size()));
        }
    }

    @Test
    public void whatIsNotInTheLogCannotBeAskedFor() throws Exception {
        record(5, true);
        log().advance();
        assertThrows(IllegalArgumentException.class, () -> log().inclusion(5, 5));
        assertThrows(IllegalArgumentException.class, () -> log().inclusion(-1, 5));
        assertThrows(IllegalArgumentException.class, () -> log().inclusion(0, 6));
        assertThrows(IllegalArgumentException.class, () -> log().consistency(0, 5));
        assertThrows(IllegalArgumentException.class, () -> log().consistency(4, 3));
        assertThrows(IllegalArgumentException.class, () -> log().consistency(3, 6));
    }

    @Test
    public void aSinkThatFailsIsOfferedTheSameAgainAndHoldsUpNoOther() throws Exception {
        Recording failing = new Recording("a-failing", true);
        Recording good = new Recording("good", false);
        add(failing);
        add(good);
        for (int i = 0; i < 2; i++) {
            record(1, true);
            log().advance();
            log().publish();
        }
        assertEquals(List.of(1L, 2L), good.sizes);
        assertEquals(List.of(1L, 1L), failing.sizes);
        LogStatus.Sink status = log().status().sinks().stream().filter(sink -> sink.name().equals("a-failing"))
                .findFirst().orElseThrow();
        assertEquals(0, status.publishedSize());
        assertTrue(status.fault().contains("out of order on purpose"), status::fault);

        failing.sizes.clear();
        failing.fails = false;
        log().publish();
        log().publish();
        assertEquals(List.of(1L, 2L), failing.sizes);
        assertEquals(List.of("", ""), log().status().sinks().stream().map(LogStatus.Sink::fault).toList());
        assertEquals(List.of(2L, 2L), log().status().sinks().stream().map(LogStatus.Sink::publishedSize).toList());
    }

    @Test
    public void aSinkTakesTheOneThatItWantsAndIsNotOfferedThosePassedOver() throws Exception {
        Recording newest = new Recording("newest", false);
        newest.choice = waiting -> Optional.empty();
        add(newest);
        for (int i = 0; i < 3; i++) {
            record(1, true);
            log().advance();
            log().publish();
        }
        assertEquals(List.of(), newest.sizes);
        assertEquals(3, log().status().sinks().get(0).backlog());
        assertEquals(log().latest().map(Checkpoint::size), Optional.of(3L));
        newest.choice = waiting -> Optional.of(waiting.get(waiting.size() - 1));
        log().publish();
        log().publish();
        assertEquals(List.of(3L), newest.sizes);
        LogStatus.Sink status = log().status().sinks().get(0);
        assertEquals(3, status.publishedSize());
        assertEquals(0, status.backlog());
        assertEquals(Optional.empty(), status.oldestWaiting());
        assertTrue(status.publishedAt().isPresent());
    }

    @Test
    public void aSinkThatTakesLongHoldsUpNoOtherAndIsOfferedNothingElseMeanwhile() throws Exception {
        Recording slow = new Recording("a-slow", false);
        Recording good = new Recording("good", false);
        CountDownLatch release = new CountDownLatch(1);
        slow.before = () -> uninterrupted(release);
        add(slow);
        add(good);
        for (int i = 0; i < 2; i++) {
            record(1, true);
            log().advance();
            log().publish();
        }
        assertEquals(List.of(1L, 2L), good.sizes);
        assertEquals(List.of(), slow.sizes);
        release.countDown();
        log().publish();
        log().publish();
        assertEquals(List.of(1L, 2L), slow.sizes);
    }

    @Test
    public void ofALongBacklogTheLatestIsOffered() throws Exception {
        Recording newest = new Recording("newest", false);
        newest.choice = waiting -> Optional.of(waiting.get(waiting.size() - 1));
        for (int i = 0; i < 150; i++) {
            record(1, true);
            log().advance();
        }
        add(newest);
        log().publish();
        assertEquals(List.of(150L), newest.sizes);
    }

    @Test
    public void aSinkThatHasAllIsShownTheNewest() throws Exception {
        Recording sink = new Recording("sink", false);
        add(sink);
        record(1, true);
        log().advance();
        log().publish();
        assertEquals(List.of(), sink.idle);
        log().publish();
        assertEquals(List.of(1L), sink.idle);
        sink.fails = true;
        log().publish();
        assertTrue(log().status().sinks().get(0).fault().contains("out of order on purpose"));
        sink.fails = false;
        log().publish();
        assertEquals("", log().status().sinks().get(0).fault());
    }

    @Test
    public void linesThatASinkGaveAreShownWithTheCheckpoint() throws Exception {
        NoteSignature line = new NoteSignature("witness.example/w1", new byte[76]);
        Recording witness = new Recording("witness", false);
        witness.receipt = line.toString().getBytes(StandardCharsets.UTF_8);
        Recording other = new Recording("other", false);
        other.receipt = new byte[] {1, 2, 3};
        add(witness);
        add(other);
        record(1, true);
        log().advance();
        Checkpoint latest = log().latest().orElseThrow();
        assertEquals(List.of(), log().cosignatures(latest));
        log().publish();
        assertEquals(List.of(line), log().cosignatures(latest));
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void itCountsTheClassesOfItsLeaves() throws Exception {
        record(2, true);
        record(3, false);
        log().advance();
        assertEquals(Map.of(EvidenceClass.CUSTODY, 2L, EvidenceClass.CLIMATE, 3L), log().classes(0, 5));
        assertEquals(Map.of(EvidenceClass.CLIMATE, 1L), log().classes(4, 5));
        assertThrows(IllegalArgumentException.class, () -> log().classes(-1, 5));
        assertThrows(IllegalArgumentException.class, () -> log().classes(3, 2));
        assertThrows(IllegalArgumentException.class, () -> log().classes(0, 6));
    }

    private static final class Recording implements CheckpointSink {

        private final String name;
        private final List<Long> sizes = new CopyOnWriteArrayList<>();
        private final List<Long> idle = new CopyOnWriteArrayList<>();
        private Function<List<Checkpoint>, Optional<Checkpoint>> choice = waiting -> Optional.of(waiting.get(0));
        private Runnable before = () -> { };
        private volatile boolean fails;
        private byte[] receipt = {};

        Recording(String name, boolean fails) {
            this.name = name;
            this.fails = fails;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<Checkpoint> next(List<Checkpoint> waiting) {
            return choice.apply(waiting);
        }

        @Override
        public byte[] publish(Checkpoint checkpoint, LogReader log) throws IOException {
            before.run();
            sizes.add(checkpoint.size());
            fail();
            return receipt;
        }

        @Override
        public void idle(Checkpoint newest, LogReader log) throws IOException {
            idle.add(newest.size());
            fail();
        }

        private void fail() throws IOException {
            if (fails) {
                throw new IOException("out of order on purpose");
            }
        }
    }
}
