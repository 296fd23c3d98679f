package io.weft.ledger;

import io.weft.event.EvidenceClass;
import io.weft.thread.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What a sink may need of the log beside a checkpoint. */
@ProviderType
public interface LogReader {

    /** Hashes of RFC 9162, 2.1.4. @throws IllegalArgumentException if not {@code 0 < from <= to <=} the log's size */
    List<byte[]> consistency(long from, long to) throws StoreUnavailableException;

    /**
     * How many of the leaves from {@code from} up to before {@code to} bear each class; a class that none bears is absent. A
     * leaf bears one or more.
     *
     * @throws IllegalArgumentException if not {@code 0 <= from <= to <=} the log's size
     */
    Map<EvidenceClass, Long> classes(long from, long to) throws StoreUnavailableException;
}
