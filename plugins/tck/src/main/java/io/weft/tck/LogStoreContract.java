package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Digests;
import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogStore;
import io.weft.ledger.LogStore.Sequencer;
import io.weft.ledger.PendingLeaf;
import io.weft.ledger.TreeHead;
import io.weft.ledger.TreeNode;
import io.weft.ledger.proof.Merkle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a {@link LogStore} owes its log. Each test begins with an empty store. */
public abstract class LogStoreContract {

    private static final String ORIGIN = "weft.example/tck";
    private static final Instant SIGNED_AT = Instant.parse("2026-03-01T08:00:00.123456Z");
    private static final Sequencer APPEND = (head, leaves) ->
            Merkle.append(head, leaves.stream().map(PendingLeaf::leafHash).toList());

    protected abstract LogStore store() throws Exception;

    /** Commits a record whose leaf then waits for the sequencer. */
    protected abstract void record(byte[] leafHash, Set<EvidenceClass> classes, boolean urgent) throws Exception;

    @Test
    public void anEmptyLogHasAnEmptyHead() throws Exception {
        assertEquals(0, store().head(ORIGIN).size());
        assertEquals(List.of(), store().head(ORIGIN).frontier());
        assertEquals(Optional.empty(), store().node(ORIGIN, 0, 0));
        assertEquals(0, store().sequence(ORIGIN, 10, APPEND));
        assertEquals(new LogStore.Backlog(0, Optional.empty()), store().backlog());
        assertTrue(store().latest(ORIGIN).isEmpty());
    }

    @Test
    public void leavesAreSequencedInTheOrderOfTheOutboxAndAtMostSoMany() throws Exception {
        List<byte[]> leaves = record(0, 7);
        assertEquals(7, store().backlog().pending());
        assertTrue(store().backlog().oldest().isPresent());
        List<String> seen = new ArrayList<>();
        Sequencer watching = (head, pending) -> {
            assertEquals(seen.size(), head.size());
            pending.forEach(leaf -> seen.add(hex(leaf.leafHash())));
            return APPEND.append(head, pending);
        };
        assertEquals(4, store().sequence(ORIGIN, 4, watching));
        assertEquals(3, store().sequence(ORIGIN, 4, watching));
        assertEquals(0, store().sequence(ORIGIN, 4, watching));
        assertEquals(leaves.stream().map(LogStoreContract::hex).toList(), seen);
        assertEquals(0, store().backlog().pending());
    }

    @Test
    public void urgentLeavesGoFirst() throws Exception {
        record(leaf(0), EnumSet.of(EvidenceClass.CLIMATE), false);
        record(leaf(1), EnumSet.of(EvidenceClass.CUSTODY), true);
        List<PendingLeaf> seen = new ArrayList<>();
        store().sequence(ORIGIN, 10, (head, pending) -> {
            seen.addAll(pending);
            return APPEND.append(head, pending);
        });
        assertEquals(List.of(true, false), seen.stream().map(PendingLeaf::urgent).toList());
        assertArrayEquals(leaf(1), seen.get(0).leafHash());
    }

    @Test
    public void headAndNodesAreThoseThatTheSequencerGave() throws Exception {
        List<byte[]> leaves = record(0, 11);
        store().sequence(ORIGIN, 5, APPEND);
        store().sequence(ORIGIN, 100, APPEND);
        LogStore.Appended expected = Merkle.append(TreeHead.EMPTY, leaves);
        assertEquals(11, store().head(ORIGIN).size());
        assertEquals(expected.head().frontier().stream().map(LogStoreContract::hex).toList(),
                store().head(ORIGIN).frontier().stream().map(LogStoreContract::hex).toList());
        for (TreeNode node : expected.nodes()) {
            assertArrayEquals(node.hash(), store().node(ORIGIN, node.level(), node.index()).orElseThrow());
        }
        assertEquals(Optional.empty(), store().node(ORIGIN, 3, 1));
        assertEquals(Optional.empty(), store().node(ORIGIN, 0, 11));
        assertEquals(Optional.empty(), store().node("weft.example/other", 0, 0));
    }

    @Test
    public void aSequencerThatFailsChangesNothing() throws Exception {
        record(0, 3);
        assertThrows(IllegalStateException.class, () -> store().sequence(ORIGIN, 10, (head, pending) -> {
            throw new IllegalStateException("the sequencer failed on purpose");
        }));
        assertEquals(0, store().head(ORIGIN).size());
        assertEquals(3, store().backlog().pending());
        assertEquals(3, store().sequence(ORIGIN, 10, APPEND));
    }

    @Test
    public void onlyOneSequencerAtATime() throws Exception {
        record(0, 2);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> first = other.submit(() -> store().sequence(ORIGIN, 10, (head, pending) -> {
                inside.countDown();
                await(leave);
                return APPEND.append(head, pending);
            }));
            await(inside);
            assertEquals(0, store().sequence(ORIGIN, 10, (head, pending) -> {
                throw new AssertionError("two sequencers at a time");
            }));
            leave.countDown();
            assertEquals(2, first.get(30, TimeUnit.SECONDS));
            assertEquals(2, store().head(ORIGIN).size());
        } finally {
            leave.countDown();
            other.shutdownNow();
        }
    }

    @Test
    public void aCheckpointIsKeptOnceAndNeverReplacedByAnotherRoot() throws Exception {
        Checkpoint first = checkpoint(5, leaf(5));
        store().save(first);
        store().save(first);
        store().save(checkpoint(3, leaf(3)));
        Checkpoint latest = store().latest(ORIGIN).orElseThrow();
        assertEquals(5, latest.size());
        assertEquals(ORIGIN, latest.origin());
        assertEquals(first.at(), latest.at());
        assertArrayEquals(first.root(), latest.root());
        assertArrayEquals(first.note(), latest.note());
        assertArrayEquals(leaf(3), store().checkpoint(ORIGIN, 3).orElseThrow().root());
        assertEquals(Optional.empty(), store().checkpoint(ORIGIN, 4));
        assertEquals(Optional.empty(), store().checkpoint("weft.example/other", 3));
        assertThrows(IllegalStateException.class, () -> store().save(checkpoint(5, leaf(6))));
        assertArrayEquals(first.root(), store().latest(ORIGIN).orElseThrow().root());
    }

    @Test
    public void eachSinkIsOfferedWhatIsAboveItsLastReceipt() throws Exception {
        for (int size = 1; size <= 4; size++) {
            store().save(checkpoint(size, leaf(size)));
        }
        store().save("near", ORIGIN, 2, new byte[] {1}, Instant.EPOCH);
        store().save("near", ORIGIN, 2, new byte[] {2}, Instant.EPOCH.plusSeconds(1));
        assertEquals(List.of(3L, 4L), unpublished("near", 10));
        assertEquals(List.of(3L), unpublished("near", 1));
        assertEquals(List.of(1L, 2L, 3L, 4L), unpublished("far", 10));
        assertEquals(List.of(), store().unpublished("far", "weft.example/other", 10));
    }

    @Test
    public void whatASinkHoldsAndWhatWaitsForItIsTold() throws Exception {
        assertEquals(new LogStore.Published(0, Optional.empty(), 0, Optional.empty()), store().published("near", ORIGIN));
        for (int size = 1; size <= 4; size++) {
            store().save(checkpoint(size, leaf(size)));
        }
        store().save("near", ORIGIN, 2, new byte[] {1}, Instant.EPOCH);
        assertEquals(new LogStore.Published(2, Optional.of(Instant.EPOCH), 2, Optional.of(SIGNED_AT)),
                store().published("near", ORIGIN));
        assertEquals(new LogStore.Published(0, Optional.empty(), 4, Optional.of(SIGNED_AT)),
                store().published("far", ORIGIN));
        assertArrayEquals(new byte[] {1}, store().receipt("near", ORIGIN, 2).orElseThrow());
        assertEquals(Optional.empty(), store().receipt("near", ORIGIN, 1));
        assertEquals(Optional.empty(), store().receipt("far", ORIGIN, 2));
    }

    @Test
    public void theClassesOfLeavesAreCounted() throws Exception {
        record(leaf(0), EnumSet.of(EvidenceClass.CUSTODY, EvidenceClass.INVENTORY_AND_FEEDING), true);
        record(leaf(1), EnumSet.of(EvidenceClass.CLIMATE), false);
        record(leaf(2), EnumSet.of(EvidenceClass.CLIMATE), false);
        store().sequence(ORIGIN, 2, APPEND);
        store().sequence(ORIGIN, 2, APPEND);
        assertEquals(Map.of(EvidenceClass.CUSTODY, 1L, EvidenceClass.INVENTORY_AND_FEEDING, 1L, EvidenceClass.CLIMATE, 2L),
                store().classes(ORIGIN, 0, 3));
        assertEquals(Map.of(EvidenceClass.CLIMATE, 2L), store().classes(ORIGIN, 1, 3));
        assertEquals(Map.of(EvidenceClass.CLIMATE, 1L), store().classes(ORIGIN, 1, 2));
        assertEquals(Map.of(), store().classes(ORIGIN, 2, 2));
    }

    private List<Long> unpublished(String sink, int maximum) throws Exception {
        return store().unpublished(sink, ORIGIN, maximum).stream().map(Checkpoint::size).toList();
    }

    private List<byte[]> record(int from, int to) throws Exception {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = from; i < to; i++) {
            leaves.add(leaf(i));
            record(leaf(i), EnumSet.of(EvidenceClass.CLIMATE), false);
        }
        return leaves;
    }

    private static Checkpoint checkpoint(long size, byte[] root) {
        return new Checkpoint(ORIGIN, size, root, SIGNED_AT,
                ("note " + size).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] leaf(int number) {
        return Digests.sha256(new byte[] {(byte) number});
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
