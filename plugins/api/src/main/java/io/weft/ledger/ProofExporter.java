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
}
