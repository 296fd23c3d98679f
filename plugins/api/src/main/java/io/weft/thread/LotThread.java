package io.weft.thread;

import io.weft.identity.ThreadKey;
import java.util.List;

/**
 * The thread of one lot.
 *
 * @param lots      the lots that the thread reaches, the asked one first
 * @param events    by eventTime, then eventID
 * @param exposures what the lots were exposed to, by device and time
 * @param truncated whether a bound of the request cut it off
 */
public record LotThread(ThreadKey key, List<ThreadKey> lots, List<StoredEvent> events, List<Exposure> exposures,
        boolean truncated) {
}
