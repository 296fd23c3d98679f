package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EventKey.Role;
import io.weft.event.EventType;
import io.weft.event.Series;
import io.weft.event.SourceTime;
import io.weft.identity.ThreadKey;
import io.weft.thread.Counts;
import io.weft.thread.Exposure;
import io.weft.thread.LotThread;
import io.weft.thread.MessageFilter;
import io.weft.thread.MessagePage;
import io.weft.thread.SeriesWindow;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredBatch;
import io.weft.thread.StoredEvent;
import io.weft.thread.StoredMessage;
import io.weft.thread.StoredReading;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import io.weft.thread.UndescribedItem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers from one consistent state of the database each. */
@Component(immediate = true)
public final class PostgresThreadQuery implements ThreadQuery {

    private final Sessions sessions;

    @Activate
    public PostgresThreadQuery(@Reference Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<LotThread> thread(ThreadRequest request) throws StoreUnavailableException {
        return Walks.read(sessions, request.asOf(), connection -> new ThreadWalk(connection, request).walk());
    }

    @Override
    public long logSize() throws StoreUnavailableException {
        return sessions.read(AsOf::logSize);
    }

    @Override
    public long logSizeAt(Instant time) throws StoreUnavailableException {
        return sessions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select coalesce(max(size), 0) from checkpoint where signed_at <= ?")) {
                statement.setObject(1, Timestamps.parameter(time));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Override
    public List<Long> readingCounts(List<Exposure> exposures, OptionalLong asOf) throws StoreUnavailableException {
        return Walks.read(sessions, asOf, connection -> new ReadingReader(connection).counts(exposures, new AsOf(asOf)));
    }

    @Override
    public Optional<StoredEvent> event(EventId id) throws StoreUnavailableException {
        return sessions.read(connection -> new EventReader(connection, AsOf.NOW).event(id));
    }

    @Override
    public List<StoredEvent> declarations(EventId id) throws StoreUnavailableException {
        return sessions.read(connection -> new EventReader(connection, AsOf.NOW).declarations(id));
    }

    @Override
    public List<StoredEvent> events(Optional<EventId> after, int limit) throws StoreUnavailableException {
        return sessions.read(connection -> new EventReader(connection, AsOf.NOW).page(after, limit));
    }

    @Override
    public Optional<StoredMessage> message(UUID receipt) throws StoreUnavailableException {
        return sessions.read(connection -> new MessageReader(connection).message(receipt));
    }

    @Override
    public Optional<byte[]> payload(UUID receipt) throws StoreUnavailableException {
        return sessions.read(connection -> new MessageReader(connection).payload(receipt));
    }

    @Override
    public MessagePage messages(MessageFilter filter) throws StoreUnavailableException {
        return sessions.read(connection -> new MessageReader(connection).page(filter));
    }

    @Override
    public List<Counts> counts() throws StoreUnavailableException {
        return sessions.read(TallyTable::counts);
    }

    @Override
    public void readings(Exposure exposure, Consumer<StoredReading> consumer) throws StoreUnavailableException {
        sessions.read(connection -> {
            new ReadingReader(connection).readings(exposure, consumer);
            return exposure;
        });
    }

    @Override
    public void readings(String instance, Consumer<StoredReading> consumer) throws StoreUnavailableException {
        sessions.read(connection -> {
            new ReadingReader(connection).readings(instance, consumer);
            return instance;
        });
    }

    @Override
    public Map<String, Long> newestReadings(String instance) throws StoreUnavailableException {
        return sessions.read(connection -> new ReadingReader(connection).newest(instance));
    }

    @Override
    public Optional<StoredBatch> batch(UUID id) throws StoreUnavailableException {
        return sessions.read(connection -> new ReadingReader(connection).batch(id));
    }

    @Override
    public Map<ThreadKey, List<Exposure>> exposed(Collection<SeriesWindow> windows) throws StoreUnavailableException {
        return Walks.read(sessions, OptionalLong.empty(), connection ->
                new ExposureWalk(connection, AsOf.NOW).exposed(new SeriesTable(connection).within(windows)));
    }

    @Override
    public Set<ThreadKey> lotsTouched(Collection<Event> events) throws StoreUnavailableException {
        Set<String> named = new HashSet<>();
        Set<String> equipped = new HashSet<>();
        Set<Stay> measuring = new HashSet<>();
        Instant since = Instant.MAX;
        for (Event event : events) {
            ToldSeries.of(event).forEach(told -> measuring.add(
                    new Stay(told.series().device(), ToldSeriesTable.interval(told.first(), told.last()))));
            if (moves(event)) {
                named.addAll(keys(event, Set.of(Role.SUBJECT, Role.PARENT, Role.CHILD, Role.INPUT, Role.OUTPUT)));
            }
            if (event.type() == EventType.ASSOCIATION) {
                equipped.addAll(keys(event, Set.of(Role.PARENT)));
                since = event.eventTime().isBefore(since) ? event.eventTime() : since;
            }
        }
        if (named.isEmpty() && measuring.isEmpty()) {
            return Set.of();
        }
        Instant earliest = since;
        return Walks.read(sessions, OptionalLong.empty(), connection -> {
            ExposureWalk walk = new ExposureWalk(connection, AsOf.NOW);
            Set<ThreadKey> touched = new LinkedHashSet<>(walk.lotsAt(equipped, earliest, Instant.MAX));
            touched.addAll(walk.lotsWithin(named));
            touched.addAll(walk.with(measuring));
            return touched;
        });
    }

    /** Whether something is elsewhere, or in something else, after the event. */
    private static boolean moves(Event event) {
        return event.type() == EventType.AGGREGATION || event.type() == EventType.ASSOCIATION
                || event.keys().stream().anyMatch(key -> key.role() == Role.LOCATION);
    }

    private static Set<String> keys(Event event, Set<Role> roles) {
        return event.keys().stream().filter(key -> roles.contains(key.role())).map(key -> StorableText.key(key.key()))
                .collect(Collectors.toSet());
    }

    @Override
    public List<ThreadKey> lots(String gtin, int most) throws StoreUnavailableException {
        return sessions.read(connection -> new LotIndex(connection).of(gtin, most));
    }

    @Override
    public Map<ThreadKey, List<Exposure>> exposures(Collection<ThreadKey> lots) throws StoreUnavailableException {
        return Walks.read(sessions, OptionalLong.empty(), connection -> new ExposureWalk(connection, AsOf.NOW).exposures(lots));
    }

    @Override
    public Optional<Series> series(String instance, String item) throws StoreUnavailableException {
        return sessions.read(connection -> new SeriesTable(connection).of(instance, item));
    }

    @Override
    public List<UndescribedItem> undescribed() throws StoreUnavailableException {
        return sessions.read(connection -> new SeriesTable(connection).undescribed());
    }
}
