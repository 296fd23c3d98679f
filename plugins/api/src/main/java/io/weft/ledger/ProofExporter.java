package io.weft.ledger;

import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadRequest;
import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;

/** Writes proof bundles (docs/proof-format.md). */
@ProviderType
public interface ProofExporter {

    /**
     * Writes the proof of every event and reading of a thread against the latest checkpoint. Nothing is written unless
     * all of it can be proven. A thread that the request's bounds cut off is proven as far as it goes.
     *
     * @return items proven: events and readings; 0, with nothing written, if no event names the lot
     * @throws IOException              if the stream fails
     * @throws NotYetProvenException    if a record of the thread is not in a checkpoint yet
     */
    long export(ThreadRequest request, OutputStream out)
            throws IOException, StoreUnavailableException, NotYetProvenException;

    /**
     * The same against a checkpoint of this log, as which the thread is seen: what the log held later is left out, so that a
     * checkpoint which a sink holds can be taken however fast the log grows.
     *
     * @return as above
     * @throws NotYetProvenException if the request is for a larger size than the checkpoint's
     */
    long export(ThreadRequest request, Checkpoint checkpoint, OutputStream out)
            throws IOException, StoreUnavailableException, NotYetProvenException;
}
