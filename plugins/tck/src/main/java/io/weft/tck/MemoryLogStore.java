package io.weft.tck;

import io.weft.event.EvidenceClass;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/** A log store that forgets everything with the process; it keeps {@code LogStoreContract} otherwise. */
public final class MemoryLogStore implements LogStore {

    private record Waiting(PendingLeaf leaf, Set<EvidenceClass> classes, Instant since) {
    }

    private record Place(String origin, int level, long index) {
    }

    private record Receipt(byte[] bytes, Instant at) {
    }

    private record Shelf(String sink, String origin) {
    }

    private final Clock clock;
    private final ReentrantLock sequencing = new ReentrantLock();
    private final List<Waiting> outbox = new ArrayList<>();
    private final Map<String, TreeHead> heads = new HashMap<>();
    private final Map<Place, byte[]> nodes = new HashMap<>();
    private final Map<String, NavigableMap<Long, Checkpoint>> checkpoints = new HashMap<>();
    private final Map<Shelf, NavigableMap<Long, Receipt>> receipts = new HashMap<>();
    private final Map<String, List<Set<EvidenceClass>>> classes = new HashMap<>();
    private long next;

    public MemoryLogStore(Clock clock) {
        this.clock = clock;
    }

    /** Adds a record that waits for the sequencer: one of custody if it is urgent, else readings. */
    public void record(byte[] leafHash, boolean urgent) {
        record(leafHash, Set.of(urgent ? EvidenceClass.CUSTODY : EvidenceClass.CLIMATE), urgent);
    }

    /** Adds a record that waits for the sequencer. */
    public synchronized void record(byte[] leafHash, Set<EvidenceClass> classes, boolean urgent) {
        outbox.add(new Waiting(new PendingLeaf(next++, leafHash, urgent), classes, clock.instant()));
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
    public synchronized Optional<Checkpoint> checkpoint(String origin, long size) {
        return Optional.ofNullable(checkpoints.get(origin)).map(bySize -> bySize.get(size));
    }

    @Override
    public synchronized void save(String sink, String origin, long size, byte[] receipt, Instant at) {
        receipts.computeIfAbsent(new Shelf(sink, origin), shelf -> new TreeMap<>()).putIfAbsent(size, new Receipt(receipt, at));
    }

    @Override
    public synchronized List<Checkpoint> unpublished(String sink, String origin, int maximum) {
        return waiting(sink, origin).values().stream().limit(maximum).toList();
    }

    @Override
    public synchronized Published published(String sink, String origin) {
        NavigableMap<Long, Receipt> held = held(sink, origin);
        NavigableMap<Long, Checkpoint> waiting = waiting(sink, origin);
        return new Published(held.isEmpty() ? 0 : held.lastKey(), held.isEmpty() ? Optional.empty()
                : Optional.of(held.lastEntry().getValue().at()), waiting.size(),
                waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.firstEntry().getValue().at()));
    }

    @Override
    public synchronized Optional<byte[]> receipt(String sink, String origin, long size) {
        return Optional.ofNullable(held(sink, origin).get(size)).map(Receipt::bytes);
    }

    @Override
    public synchronized Map<EvidenceClass, Long> classes(String origin, long from, long to) {
        return classes.getOrDefault(origin, List.of()).subList((int) from, (int) to).stream().flatMap(Set::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private NavigableMap<Long, Receipt> held(String sink, String origin) {
        return receipts.getOrDefault(new Shelf(sink, origin), new TreeMap<>());
    }

    private NavigableMap<Long, Checkpoint> waiting(String sink, String origin) {
        NavigableMap<Long, Receipt> held = held(sink, origin);
        NavigableMap<Long, Checkpoint> all = checkpoints.getOrDefault(origin, new TreeMap<>());
        return held.isEmpty() ? all : all.tailMap(held.lastKey(), false);
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
        Map<Long, Set<EvidenceClass>> borne = outbox.stream()
                .collect(Collectors.toMap(waiting -> waiting.leaf().outbox(), Waiting::classes));
        leaves.forEach(leaf -> classes.computeIfAbsent(origin, name -> new ArrayList<>()).add(borne.get(leaf.outbox())));
        Set<Long> taken = leaves.stream().map(PendingLeaf::outbox).collect(Collectors.toSet());
        outbox.removeIf(waiting -> taken.contains(waiting.leaf().outbox()));
    }
}
