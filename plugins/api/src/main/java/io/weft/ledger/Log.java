package io.weft.ledger;

import io.weft.ledger.proof.InclusionProof;
import io.weft.ledger.proof.NoteSignature;
import io.weft.thread.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The one evidence log of this hub. */
@ProviderType
public interface Log extends LogReader {

    /** The name in its checkpoints, which tells the epoch. */
    String origin();

    /** The verifier key in C2SP signed-note form: {@code name+hash+base64}. */
    String verifierKey();

    /**
     * Sequences what is pending and, if it is due, signs a checkpoint. To be called at least every 500 ms, so that urgent
     * leaves stand in a signed checkpoint within 1 s.
     *
     * @return leaves sequenced; 0 as long as {@link #status()} tells a fault
     */
    int advance() throws StoreUnavailableException;

    /**
     * Offers checkpoints to the sinks that have no receipt for them yet, to each apart from the others. Returns when each has
     * had its turn, or after a second: who takes longer goes on by itself and is not offered anything else meanwhile. A sink
     * that fails is tried again next time.
     */
    void publish() throws StoreUnavailableException;

    Optional<Checkpoint> latest() throws StoreUnavailableException;

    /** The largest that a sink holds; empty if it holds none. */
    Optional<Checkpoint> latest(String sink) throws StoreUnavailableException;

    /** What a sink gave for the checkpoint of a size; empty if it gave nothing for it. */
    Optional<byte[]> receipt(String sink, long size) throws StoreUnavailableException;

    /** The signature lines that sinks gave for a checkpoint, as witnesses do; not verified here. */
    default List<NoteSignature> cosignatures(Checkpoint checkpoint) throws StoreUnavailableException {
        return List.of();
    }

    /** @throws IllegalArgumentException if the index is not below the size, or the size above the log's */
    InclusionProof inclusion(long index, long size) throws StoreUnavailableException;

    /** What operators see of it. */
    LogStatus status() throws StoreUnavailableException;
}
