package io.weft.thread;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.ReadingBatch;
import io.weft.adapter.Receipt;
import io.weft.event.Series;
import io.weft.mapping.MappingRef;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Commits what comes in. Each call is one short transaction; it returns after the commit, and what it returned survives
 * a crash of the hub and of the store.
 */
@ProviderType
public interface ThreadStore {

    /**
     * Commits a message with its outcome, events, deliveries and evidence. The store has the last word on the outcome:
     * <ul>
     *   <li>same message identity and bytes as before: {@code DUPLICATE} with the first's receipt, nothing added;</li>
     *   <li>same identity, other bytes: quarantined {@code MESSAGE_ID_CONFLICT};</li>
     *   <li>business key seen under another message: quarantined {@code DUPLICATE_BUSINESS_KEY};</li>
     *   <li>an eventID seen with the same content adds nothing; with other content the whole message is quarantined
     *       {@code EVENT_ID_CONFLICT}. An event with an error declaration is keyed by eventID and declaration time.</li>
     * </ul>
     */
    Receipt store(Intaken intaken) throws StoreUnavailableException;

    /** As {@link #store(Intaken)} for many messages in one transaction; each is atomic by itself. Same order. */
    List<Receipt> storeAll(List<Intaken> intaken) throws StoreUnavailableException;

    /** Commits readings with their evidence; those that are there already count as repeated. */
    BatchReceipt store(ReadingBatch batch) throws StoreUnavailableException;

    /** Says what a series means; a repeat with the same content changes nothing, another content supersedes. */
    void describe(Series series, MappingRef mapping) throws StoreUnavailableException;

    /**
     * Commits the outcome of a replay of a quarantined message, or of a mapped one whose earlier events stand in error
     * declarations among the new ones.
     *
     * @param receipt the quarantined or mapped message
     * @param intaken its new interpretation, with {@code replay >= 1}; of a mapped message exactly one more than before,
     *                or somebody else was quicker and nothing changes
     * @throws IllegalArgumentException if a mapped message would not be mapped now; nothing changed
     */
    Receipt replayed(UUID receipt, Intaken intaken) throws StoreUnavailableException;
}
