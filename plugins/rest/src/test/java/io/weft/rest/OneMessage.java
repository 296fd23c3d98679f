package io.weft.rest;

import io.weft.adapter.MessageId;
import io.weft.adapter.Outcome;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.Rejection;
import io.weft.event.Series;
import io.weft.event.Unit;
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
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import io.weft.thread.SeriesWindow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A store with one message in it, and one lot that a device was with. */
record OneMessage(StoredMessage held) implements ThreadQuery {

    static final ThreadKey LOT = new ThreadKey("09521321000018", "L-1");

    static OneMessage of(Outcome outcome, Rejection... reasons) {
        return new OneMessage(new StoredMessage(UUID.fromString("6f1c6a52-0000-4000-8000-000000000001"),
                new MessageId("http~erp", MessageId.Kind.ENVELOPE, "", "0001"), "erp", "idoc-xml", Instant.EPOCH, "00", 1,
                outcome, Optional.empty(), List.of(reasons), "", 0, List.of()));
    }

    @Override
    public Optional<StoredMessage> message(UUID receipt) {
        return Optional.of(held).filter(message -> message.receipt().equals(receipt));
    }

    @Override
    public Optional<byte[]> payload(UUID receipt) {
        return message(receipt).map(message -> new byte[1]);
    }

    @Override
    public MessagePage messages(MessageFilter filter) {
        return new MessagePage(List.of(held), Optional.empty());
    }

    @Override
    public Optional<LotThread> thread(ThreadRequest request) {
        if (!request.key().equals(LOT)) {
            return Optional.empty();
        }
        Series shock = new Series("opcua~store", "s=shock", "urn:site:device:1", Series.Measure.SHOCK, new Unit("MSK"));
        return Optional.of(new LotThread(LOT, List.of(LOT), List.of(), List.of(new Exposure(LOT, shock, 0, 10)), false));
    }

    @Override
    public long logSize() {
        return 0;
    }

    @Override
    public Optional<StoredEvent> event(EventId id) {
        return Optional.empty();
    }

    @Override
    public List<StoredEvent> declarations(EventId id) {
        return List.of();
    }

    @Override
    public List<StoredEvent> events(Optional<EventId> after, int limit) {
        return List.of();
    }

    @Override
    public List<Counts> counts() {
        return List.of();
    }

    @Override
    public void readings(Exposure exposure, Consumer<StoredReading> consumer) {
        // There is none.
    }

    @Override
    public Optional<StoredBatch> batch(UUID id) {
        return Optional.empty();
    }

    @Override
    public Map<ThreadKey, List<Exposure>> exposed(Collection<SeriesWindow> windows) {
        return Map.of();
    }

    @Override
    public Set<ThreadKey> lotsTouched(Collection<Event> events) {
        return Set.of();
    }

    @Override
    public Map<ThreadKey, List<Exposure>> exposures(Collection<ThreadKey> lots) {
        return Map.of();
    }

    @Override
    public Optional<Series> series(String instance, String item) {
        return Optional.empty();
    }

    @Override
    public List<UndescribedItem> undescribed() {
        return List.of();
    }
}
