package io.weft.ledger;

import io.weft.event.EvidenceClass;
import io.weft.thread.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Where a log is kept; in the same database as the records, so that none can be there without the other. */
@ProviderType
public interface LogStore {

    /**
     * Gives pending leaves their places, in one transaction under a lock that only one sequencer of the origin can hold.
     * Urgent leaves go first, otherwise the order is that of the outbox. If the sequencer throws, nothing changes.
     *
     * @param origin the tree, which keeps its name when its checkpoints begin a new epoch
     * @return leaves sequenced; 0 if none was pending or another holds the lock
     */
    int sequence(String origin, int maximum, Sequencer sequencer) throws StoreUnavailableException;

    TreeHead head(String origin) throws StoreUnavailableException;

    /** @return empty if that subtree is not complete */
    Optional<byte[]> node(String origin, int level, long index) throws StoreUnavailableException;

    /** Records that wait for the sequencer, and since when the oldest has waited (hub clock). */
    Backlog backlog() throws StoreUnavailableException;

    /**
     * Keeps a signed checkpoint; the first at its origin and size stays.
     *
     * @throws IllegalStateException if another root was kept at that size: the log was forked
     */
    void save(Checkpoint checkpoint) throws StoreUnavailableException;

    /** The largest. */
    Optional<Checkpoint> latest(String origin) throws StoreUnavailableException;

    /** The one of that size; empty if none was signed. */
    Optional<Checkpoint> checkpoint(String origin, long size) throws StoreUnavailableException;

    /** Keeps a sink's receipt; at most one per sink and size. */
    void save(String sink, String origin, long size, byte[] receipt, Instant at) throws StoreUnavailableException;

    /** Checkpoints above the largest that a sink has given a receipt for, smallest first. */
    List<Checkpoint> unpublished(String sink, String origin, int maximum) throws StoreUnavailableException;

    /** What a sink holds of an origin, and what waits for it. */
    Published published(String sink, String origin) throws StoreUnavailableException;

    /** The receipt as the sink gave it; empty if it gave none for that size. */
    Optional<byte[]> receipt(String sink, String origin, long size) throws StoreUnavailableException;

    /**
     * How many of a tree's leaves bear each class; a class that none bears is absent.
     *
     * @param origin the tree
     * @param from   the first leaf
     * @param to     the leaf after the last
     */
    Map<EvidenceClass, Long> classes(String origin, long from, long to) throws StoreUnavailableException;

    /** Computes the nodes that new leaves complete. Pure. */
    @FunctionalInterface
    interface Sequencer {

        Appended append(TreeHead head, List<PendingLeaf> leaves);
    }

    /** @param nodes the leaves themselves (level 0) and every subtree that they complete */
    record Appended(TreeHead head, List<TreeNode> nodes) {
    }

    /**
     * @param size    of the largest checkpoint with a receipt; 0 if there is none
     * @param at      when that receipt was stored, hub clock
     * @param waiting checkpoints above that size
     * @param oldest  when the first of those was signed, hub clock
     */
    record Published(long size, Optional<Instant> at, long waiting, Optional<Instant> oldest) {
    }

    /** @param oldest empty if nothing waits */
    record Backlog(long pending, Optional<Instant> oldest) {
    }
}
