package io.weft.tck;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogStore;
import io.weft.ledger.PendingLeaf;
import io.weft.ledger.TreeHead;
import io.weft.ledger.TreeNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** A log store that forgets everything with the process; it keeps {@code LogStoreContract} otherwise. */
public final class MemoryLogStore implements LogStore {

    private record Waiting(PendingLeaf leaf, Instant since) {
    }

    private record Place(String origin, int level, long index) {
    }

    private record Receipt(String sink, String origin, long size) {
    }

    private final Clock clock;
    private final ReentrantLock sequencing = new ReentrantLock();
    private final List<Waiting> outbox = new ArrayList<>();
    private final Map<String, TreeHead> heads = new HashMap<>();
    private final Map<Place, byte[]> nodes = new HashMap<>();
    private final Map<String, NavigableMap<Long, Checkpoint>> checkpoints = new HashMap<>();
    private final Map<Receipt, byte[]> receipts = new HashMap<>();
    private long next;

    public MemoryLogStore(Clock clock) {
        this.clock = clock;
    }

    /** Adds a record that waits for the sequencer. */
    public synchronized void record(byte[] leafHash, boolean urgent) {
        outbox.add(new Waiting(new PendingLeaf(next++, leafHash, urgent), clock.instant()));
    }

    @Override
    public int sequence(String origin, int maximum, Sequencer sequencer) {
        if (sequencing.isHeldByCurrentThread() || !sequencing.tryLock()) {
            return 0;
        }
        try {
            List<PendingLeaf> leaves = pending(maximum);
            if (leaves.isEmpty()) {
                return 0;
            }
            commit(origin, leaves, sequencer.append(head(origin), leaves));
            return leaves.size();
        } finally {
            sequencing.unlock();
        }
    }

    @Override
    public synchronized TreeHead head(String origin) {
        return heads.getOrDefault(origin, TreeHead.EMPTY);
    }

    @Override
    public synchronized Optional<byte[]> node(String origin, int level, long index) {
        return Optional.ofNullable(nodes.get(new Place(origin, level, index)));
    }

    @Override
    public synchronized Backlog backlog() {
        return new Backlog(outbox.size(), outbox.stream().map(Waiting::since).min(Comparator.naturalOrder()));
    }

    @Override
    public synchronized void save(Checkpoint checkpoint) {
        Checkpoint first = checkpoints.computeIfAbsent(checkpoint.origin(), origin -> new TreeMap<>())
                .putIfAbsent(checkpoint.size(), checkpoint);
        if (first != null && !Arrays.equals(first.root(), checkpoint.root())) {
            throw new IllegalStateException("checkpoint: another root is kept of " + checkpoint.origin() + " at size "
                    + checkpoint.size());
        }
    }

    @Override
    public synchronized Optional<Checkpoint> latest(String origin) {
        return Optional.ofNullable(checkpoints.get(origin)).map(bySize -> bySize.lastEntry().getValue());
    }

    @Override
    public synchronized void save(String sink, String origin, long size, byte[] receipt, Instant at) {
        receipts.putIfAbsent(new Receipt(sink, origin, size), receipt);
    }

    @Override
    public synchronized List<Checkpoint> unpublished(String sink, String origin, int maximum) {
        return checkpoints.getOrDefault(origin, new TreeMap<>()).values().stream()
                .filter(checkpoint -> !receipts.containsKey(new Receipt(sink, origin, checkpoint.size())))
                .limit(maximum).toList();
    }

    private synchronized List<PendingLeaf> pending(int maximum) {
        return outbox.stream().map(Waiting::leaf)
                .sorted(Comparator.comparing((PendingLeaf leaf) -> !leaf.urgent()).thenComparing(PendingLeaf::outbox))
                .limit(maximum).toList();
    }

    private synchronized void commit(String origin, List<PendingLeaf> leaves, Appended appended) {
        for (TreeNode node : appended.nodes()) {
            nodes.put(new Place(origin, node.level(), node.index()), node.hash());
        }
        heads.put(origin, appended.head());
        Set<Long> taken = leaves.stream().map(PendingLeaf::outbox).collect(Collectors.toSet());
        outbox.removeIf(waiting -> taken.contains(waiting.leaf().outbox()));
    }
}
