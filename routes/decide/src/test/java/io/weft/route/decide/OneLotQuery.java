package io.weft.route.decide;

import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.Series;
import io.weft.identity.ThreadKey;
import io.weft.thread.Counts;
import io.weft.thread.Exposure;
import io.weft.thread.LotThread;
import io.weft.thread.MessageFilter;
import io.weft.thread.MessagePage;
import io.weft.thread.StoredBatch;
import io.weft.thread.StoredEvent;
import io.weft.thread.StoredMessage;
import io.weft.thread.StoredReading;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import io.weft.thread.UndescribedItem;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import io.weft.thread.SeriesWindow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Knows the exposures and readings of one lot; nothing else is asked of it. */
final class OneLotQuery implements ThreadQuery {

    final List<Exposure> exposures = new CopyOnWriteArrayList<>();
    final List<StoredReading> readings = new CopyOnWriteArrayList<>();
    private final ThreadKey lot;

    OneLotQuery(ThreadKey lot) {
        this.lot = lot;
    }

    @Override
    public Map<ThreadKey, List<Exposure>> exposed(Collection<SeriesWindow> windows) {
        boolean exposed = exposures.stream().anyMatch(exposure -> windows.stream().anyMatch(window ->
                exposure.series().item().equals(window.item()) && exposure.series().instance().equals(window.instance())
                && exposure.from() < window.to() && window.from() < exposure.to()));
        return exposed ? Map.of(lot, exposures) : Map.of();
    }

    @Override
    public Set<ThreadKey> lotsTouched(Collection<Event> events) {
        return events.isEmpty() ? Set.of() : Set.of(lot);
    }

    @Override
    public Map<ThreadKey, List<Exposure>> exposures(Collection<ThreadKey> asked) {
        return asked.stream().collect(Collectors.toMap(key -> key, key -> key.equals(lot) ? exposures : List.of()));
    }

    @Override
    public void readings(Exposure exposure, Consumer<StoredReading> consumer) {
        readings.stream().filter(stored -> exposure.from() <= stored.reading().sourceTime()
                && stored.reading().sourceTime() < exposure.to()).forEach(consumer);
    }

    @Override
    public void readings(String instance, Consumer<StoredReading> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LotThread> thread(ThreadRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredEvent> event(EventId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredEvent> declarations(EventId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredEvent> events(Optional<EventId> after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredMessage> message(UUID receipt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> payload(UUID receipt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MessagePage messages(MessageFilter filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Counts> counts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredBatch> batch(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Series> series(String instance, String item) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<UndescribedItem> undescribed() {
        throw new UnsupportedOperationException();
    }
}
