package io.weft.ledger;

import io.weft.thread.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
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

    /** Keeps a sink's receipt; at most one per sink and size. */
    void save(String sink, String origin, long size, byte[] receipt, Instant at) throws StoreUnavailableException;

    /** Checkpoints that a sink has no receipt for yet, smallest first. */
    List<Checkpoint> unpublished(String sink, String origin, int maximum) throws StoreUnavailableException;

    /** Computes the nodes that new leaves complete. Pure. */
    @FunctionalInterface
    interface Sequencer {

        Appended append(TreeHead head, List<PendingLeaf> leaves);
    }

    /** @param nodes the leaves themselves (level 0) and every subtree that they complete */
    record Appended(TreeHead head, List<TreeNode> nodes) {
    }

    /** @param oldest empty if nothing waits */
    record Backlog(long pending, Optional<Instant> oldest) {
    }
}
