package io.weft.thread;

import io.weft.identity.ThreadKey;
import java.util.List;
import java.util.Optional;

/**
 * The thread of one lot, or one page of it.
 *
 * @param lots      the lots that the thread reaches, the asked one first
 * @param events    by eventTime, then eventID; master data statements that held then are among them
 * @param exposures what the lots were exposed to, by device and time; empty on a page that ends before all lots are reached
 * @param truncated whether a bound of the request cut it off
 * @param next      if it was cut off, the cursor that goes on where it ends ({@link ThreadRequest#after}); otherwise empty
 */
public record LotThread(ThreadKey key, List<ThreadKey> lots, List<StoredEvent> events, List<Exposure> exposures,
        boolean truncated, Optional<String> next) {

    /** A thread that cannot be gone on with. */
    public LotThread(ThreadKey key, List<ThreadKey> lots, List<StoredEvent> events, List<Exposure> exposures,
            boolean truncated) {
        this(key, lots, events, exposures, truncated, Optional.empty());
    }
}
