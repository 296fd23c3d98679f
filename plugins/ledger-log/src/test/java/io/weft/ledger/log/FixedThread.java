package io.weft.ledger.log;

import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.Series;
import io.weft.identity.ThreadKey;
import io.weft.thread.Counts;
import io.weft.thread.Exposure;
import io.weft.thread.SeriesWindow;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** One thread, its raw payloads and its batches; the readings of an item are those between the exposure's ticks. */
record FixedThread(Optional<LotThread> thread, Map<UUID, byte[]> payloads, List<StoredBatch> batches)
        implements ThreadQuery {

    @Override
    public Optional<LotThread> thread(ThreadRequest request) {
        return thread;
    }

    @Override
    public Optional<byte[]> payload(UUID receipt) {
        return Optional.ofNullable(payloads.get(receipt));
    }

    @Override
    public void readings(Exposure exposure, Consumer<StoredReading> consumer) {
        for (StoredBatch batch : batches) {
            for (int i = 0; i < batch.readings().size(); i++) {
                StoredReading reading = new StoredReading(batch.readings().get(i), batch.id(), i);
                long time = reading.reading().sourceTime();
                if (reading.reading().item().equals(exposure.series().item()) && time >= exposure.from()
                        && time < exposure.to()) {
                    consumer.accept(reading);
                }
            }
        }
    }

    @Override
    public Optional<StoredBatch> batch(UUID id) {
        return batches.stream().filter(batch -> batch.id().equals(id)).findFirst();
    }

    @Override
    public Optional<StoredEvent> event(EventId id) {
        throw notAsked();
    }

    @Override
    public List<StoredEvent> declarations(EventId id) {
        throw notAsked();
    }

    @Override
    public List<StoredEvent> events(Optional<EventId> after, int limit) {
        throw notAsked();
    }

    @Override
    public Optional<StoredMessage> message(UUID receipt) {
        throw notAsked();
    }

    @Override
    public MessagePage messages(MessageFilter filter) {
        throw notAsked();
    }

    @Override
    public List<Counts> counts() {
        throw notAsked();
    }

    @Override
    public Map<ThreadKey, List<Exposure>> exposed(Collection<SeriesWindow> windows) {
        throw notAsked();
    }

    @Override
    public Set<ThreadKey> lotsTouched(Collection<Event> events) {
        throw notAsked();
    }

    @Override
    public Map<ThreadKey, List<Exposure>> exposures(Collection<ThreadKey> lots) {
        throw notAsked();
    }

    @Override
    public Optional<Series> series(String instance, String item) {
        throw notAsked();
    }

    @Override
    public List<UndescribedItem> undescribed() {
        throw notAsked();
    }

    private static AssertionError notAsked() {
        return new AssertionError("an exporter does not ask this");
    }
}
