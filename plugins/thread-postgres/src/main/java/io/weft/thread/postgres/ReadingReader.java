package io.weft.thread.postgres;

import io.weft.event.EventId;
import io.weft.event.Reading;
import io.weft.ledger.proof.BatchEvidence;
import io.weft.thread.Exposure;
import io.weft.thread.StoredBatch;
import io.weft.thread.StoredEvent;
import io.weft.thread.StoredReading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Committed readings, by their place in time and by their batch. */
final class ReadingReader {

    private static final int FETCHED_AT_ONCE = 5_000;

    private final Connection connection;

    ReadingReader(Connection connection) {
        this.connection = connection;
    }

    void readings(Exposure exposure, Consumer<StoredReading> consumer) throws SQLException {
        Optional<EventId> toldBy = exposure.series().toldBy();
        if (toldBy.isPresent()) {
            told(toldBy.get(), exposure, consumer);
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                select i.item, r.source_time, r.value, r.status, b.id, r.ordinal
                  from item i
                  join reading r on r.item = i.id and r.source_time >= ? and r.source_time < ?
                  join batch b on b.record = r.batch
                 where i.instance = ? and i.item = ?
                 order by r.source_time, r.batch, r.ordinal""")) {
            statement.setLong(1, exposure.from());
            statement.setLong(2, exposure.to());
            statement.setString(3, exposure.series().instance());
            statement.setString(4, exposure.series().item());
            tell(statement, consumer);
        }
    }

    private void told(EventId event, Exposure exposure, Consumer<StoredReading> consumer) throws SQLException {
        for (StoredEvent stored : EventReader.ofThread(connection, AsOf.NOW).events(List.of(EventRef.undeclared(event)))
                .values()) {
            for (ToldSeries told : ToldSeries.of(stored.event())) {
                List<Reading> readings = told.series().equals(exposure.series()) ? told.readings() : List.of();
                for (int i = 0; i < readings.size(); i++) {
                    long time = readings.get(i).sourceTime();
                    if (exposure.from() <= time && time < exposure.to()) {
                        consumer.accept(new StoredReading(readings.get(i), stored.message(), i));
                    }
                }
            }
        }
    }

    /** How many readings lie in each exposure, in their order. */
    List<Long> counts(List<Exposure> exposures, AsOf asOf) throws SQLException {
        List<Long> counts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select count(*) from item i
                  join reading r on r.item = i.id and r.source_time >= ? and r.source_time < ?
                 where i.instance = ? and i.item = ? %s""".formatted(asOf.size().isEmpty() ? ""
                        : "and r.batch in (select b.record from batch b where true" + asOf.holds("b") + ")"))) {
            for (Exposure exposure : exposures) {
                Optional<EventId> toldBy = exposure.series().toldBy();
                if (toldBy.isPresent()) {
                    LongAdder count = new LongAdder();
                    told(toldBy.get(), exposure, reading -> count.increment());
                    counts.add(count.sum());
                    continue;
                }
                statement.setLong(1, exposure.from());
                statement.setLong(2, exposure.to());
                statement.setString(3, exposure.series().instance());
                statement.setString(4, exposure.series().item());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    counts.add(row.getLong(1));
                }
            }
        }
        return counts;
    }

    /** By item and source time. */
    void readings(String instance, Consumer<StoredReading> consumer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select i.item, r.source_time, r.value, r.status, b.id, r.ordinal
                  from item i
                  join reading r on r.item = i.id
                  join batch b on b.record = r.batch
                 where i.instance = ?
                 order by i.item, r.source_time, r.batch, r.ordinal""")) {
            statement.setString(1, instance);
            tell(statement, consumer);
        }
    }

    /** One step into the index per item and month, from the newest month on. */
    Map<String, Long> newest(String instance) throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select i.item, newest.source_time
                  from item i
                 cross join lateral (select r.source_time from reading r where r.item = i.id and r.value is not null
                                      order by r.source_time desc limit 1) newest
                 where i.instance = ?""")) {
            statement.setString(1, instance);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return found;
    }

    private static void tell(PreparedStatement statement, Consumer<StoredReading> consumer) throws SQLException {
        statement.setFetchSize(FETCHED_AT_ONCE);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                consumer.accept(new StoredReading(reading(row), row.getObject("id", UUID.class), row.getInt("ordinal")));
            }
        }
    }

    private static Reading reading(ResultSet row) throws SQLException {
        return new Reading(row.getString("item"), row.getLong("source_time"),
                Optional.ofNullable(row.getBigDecimal("value")), row.getLong("status"));
    }

    Optional<StoredBatch> batch(UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select b.record, b.instance, b.received_at, b.envelope, l.leaf_index
                  from batch b left join leaf l on l.record = b.record
                 where b.id = ? and b.envelope is not null""")) {
            statement.setObject(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long record = row.getLong("record");
                long leaf = row.getLong("leaf_index");
                OptionalLong leafIndex = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(leaf);
                return Optional.of(new StoredBatch(id, row.getString("instance"), Timestamps.read(row, "received_at"),
                        readings(List.of(record)).getOrDefault(record, List.of()),
                        new BatchEvidence(row.getBytes("envelope")), leafIndex));
            }
        }
    }

    /** The readings of some batches by record number, each in its batch's order. */
    Map<Long, List<Reading>> readings(Collection<Long> records) throws SQLException {
        Map<Long, List<Reading>> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select r.batch, i.item, r.source_time, r.value, r.status
                  from batch b
                  join reading r on r.batch = b.record and r.source_time between b.first_time and b.last_time
                  join item i on i.id = r.item
                 where b.record = any(?)
                 order by r.batch, r.ordinal""")) {
            statement.setArray(1, connection.createArrayOf("bigint", records.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getLong("batch"), absent -> new ArrayList<>()).add(reading(row));
                }
            }
        }
        return found;
    }
}
