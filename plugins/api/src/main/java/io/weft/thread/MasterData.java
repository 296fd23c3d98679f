package io.weft.thread;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Statements that hold for a time ({@code EventType.MASTER_DATA}), bitemporal: of those valid at a time the one recorded last
 * holds, and one that is declared an error does not count. {@code asOf} is a size of the evidence log, as in
 * {@link ThreadRequest}.
 */
@ProviderType
public interface MasterData {

    /** Vocabularies that have an element, in their order. */
    List<String> vocabularies() throws StoreUnavailableException;

    /** The statement about one element that holds at a time; empty if none does. */
    Optional<StoredEvent> statement(String vocabulary, String id, Instant validAt, OptionalLong asOf)
            throws StoreUnavailableException;

    /**
     * The statements that hold at a time, one per element, by its id.
     *
     * @param after only elements with greater ids; empty from the beginning
     * @param limit 1 to 1,000
     */
    List<StoredEvent> statements(String vocabulary, Optional<String> after, int limit, Instant validAt, OptionalLong asOf)
            throws StoreUnavailableException;
}
