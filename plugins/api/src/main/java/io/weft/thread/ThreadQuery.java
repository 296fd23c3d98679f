package io.weft.thread;

import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.Series;
import io.weft.identity.ThreadKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** What can be asked of the store. Each call sees one consistent state of committed data. */
@ProviderType
public interface ThreadQuery {

    /**
     * Empty if no event names the lot.
     *
     * @throws IllegalArgumentException if {@code asOf} is beyond the log's size, or {@code after} is no cursor of this store
     */
    Optional<LotThread> thread(ThreadRequest request) throws StoreUnavailableException;

    /**
     * Leaves of the evidence log, which {@link ThreadRequest#asOf} counts in.
     *
     * @throws UnsupportedOperationException if the store does not know the log
     */
    default long logSize() throws StoreUnavailableException {
        throw new UnsupportedOperationException("the size of the log is not known here");
    }

    /**
     * Leaves under the last checkpoint that was signed by a time of the hub's clock; 0 before the first.
     *
     * @throws UnsupportedOperationException if the store does not know the log
     */
    default long logSizeAt(Instant time) throws StoreUnavailableException {
        throw new UnsupportedOperationException("the size of the log is not known here");
    }

    /**
     * How many readings lie in each of some exposures, in their order.
     *
     * @param asOf as in {@link ThreadRequest}
     */
    default List<Long> readingCounts(List<Exposure> exposures, OptionalLong asOf) throws StoreUnavailableException {
        if (asOf.isPresent()) {
            throw new UnsupportedOperationException("earlier counts are not kept here");
        }
        List<Long> counts = new ArrayList<>();
        for (Exposure exposure : exposures) {
            AtomicLong count = new AtomicLong();
            readings(exposure, reading -> count.incrementAndGet());
            counts.add(count.get());
        }
        return counts;
    }

    /** The event under its id; one with an error declaration is in {@link #declarations}. */
    Optional<StoredEvent> event(EventId id) throws StoreUnavailableException;

    /** The error declarations of an event, by declaration time. */
    List<StoredEvent> declarations(EventId id) throws StoreUnavailableException;

    /**
     * All events by record time, for the EPCIS query interface; at most {@code limit} after the cursor. Master data
     * statements are no events.
     */
    List<StoredEvent> events(Optional<EventId> after, int limit) throws StoreUnavailableException;

    Optional<StoredMessage> message(UUID receipt) throws StoreUnavailableException;

    /** The bytes as received. */
    Optional<byte[]> payload(UUID receipt) throws StoreUnavailableException;

    MessagePage messages(MessageFilter filter) throws StoreUnavailableException;

    /** One entry per system that ever sent something. */
    List<Counts> counts() throws StoreUnavailableException;

    /** Readings of an exposure by source time, told one by one; the consumer must not call the store. */
    void readings(Exposure exposure, Consumer<StoredReading> consumer) throws StoreUnavailableException;

    /**
     * Every reading of an adapter instance by item and source time, told one by one; the consumer must not call the store.
     *
     * @throws UnsupportedOperationException if the store keeps readings only by exposure
     */
    default void readings(String instance, Consumer<StoredReading> consumer) throws StoreUnavailableException {
        throw new UnsupportedOperationException("readings by instance are not supported");
    }

    /**
     * The newest source time of each item of an adapter instance that came with a value, in ticks; an item without any is
     * missing.
     *
     * @throws UnsupportedOperationException if the store cannot tell
     */
    default Map<String, Long> newestReadings(String instance) throws StoreUnavailableException {
        throw new UnsupportedOperationException("newest readings are not supported");
    }

    Optional<StoredBatch> batch(UUID id) throws StoreUnavailableException;

    /** The lots that were exposed to a series within one of the windows, each with all that it was exposed to. */
    Map<ThreadKey, List<Exposure>> exposed(Collection<SeriesWindow> windows) throws StoreUnavailableException;

    /** The lots that were exposed to a series at any time from {@code from} (ticks) to before {@code to}. */
    default Set<ThreadKey> lotsExposed(String instance, String item, long from, long to) throws StoreUnavailableException {
        return exposed(List.of(new SeriesWindow(instance, item, from, to))).keySet();
    }

    /**
     * The lots whose exposures one of the events may have changed: its own, those in a container or place that it names, and
     * those that were with a device while it measured what the event tells. An event that neither moves nor holds nor measured
     * anything changes none.
     */
    Set<ThreadKey> lotsTouched(Collection<Event> events) throws StoreUnavailableException;

    /** What lots themselves were exposed to, by device and time; one entry per lot, in their order. */
    Map<ThreadKey, List<Exposure>> exposures(Collection<ThreadKey> lots) throws StoreUnavailableException;

    /**
     * The lots of a trade item that any event names, in the order of their canonical keys.
     *
     * @param gtin 14 digits
     * @param most at most this many
     * @throws UnsupportedOperationException if the store cannot find lots by item
     */
    default List<ThreadKey> lots(String gtin, int most) throws StoreUnavailableException {
        throw new UnsupportedOperationException("lots by item are not supported");
    }

    /** What one lot itself was exposed to. */
    default List<Exposure> exposures(ThreadKey lot) throws StoreUnavailableException {
        return exposures(List.of(lot)).get(lot);
    }

    Optional<Series> series(String instance, String item) throws StoreUnavailableException;

    /** Items that send readings while no mapping knows what they mean. */
    List<UndescribedItem> undescribed() throws StoreUnavailableException;
}
