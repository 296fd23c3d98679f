package io.weft.thread.postgres;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.ReadingBatch;
import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.ledger.proof.BatchEvidence;
import io.weft.thread.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Commits batches of readings. They go by COPY straight into their partition; only when one is there already the
 * transaction is given up and begun again through a staging table that leaves the repeated ones aside.
 *
 * <p>What is new as a whole, which is nearly always so, is known before the transaction begins: its evidence is computed
 * outside, and the transaction has three round trips, of which one is the commit.
 */
final class ReadingWriter {

    private static final String COLUMNS = " (source_time, batch, status, item, ordinal, value)";

    private final Sessions sessions;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final Items items = new Items();
    private final ReadingPartitions partitions = new ReadingPartitions();
    private final RecordNumbers records = new RecordNumbers();
    private final ItemClasses itemClasses;

    ReadingWriter(Sessions sessions, TimeOrderedIds ids, Clock clock) {
        this.sessions = sessions;
        this.ids = ids;
        this.clock = clock;
        this.itemClasses = new ItemClasses(sessions);
    }

    BatchReceipt store(ReadingBatch batch) throws StoreUnavailableException {
        ReadingRows rows = ReadingRows.of(batch.readings(), numbers(batch.instance(), batch.readings()));
        short classes = itemClasses.of(rows.items());
        Set<ReadingPartitions.Partition> touched = partitions(rows.readings());
        String target = touched.size() == 1 ? touched.iterator().next().table() : "reading";
        Instant receivedAt = Timestamps.storable(batch.receivedAt());
        UUID id = ids.next();
        BatchEvidence whole = BatchEvidence.of(id, batch.instance(), receivedAt, rows.readings());
        int stored = sessions.write(connection -> {
            long record = records.next(connection);
            describe(connection, batch, receivedAt, id, record, rows.readings(), classes, Optional.of(whole));
            copy(connection, target, rows.copy(record));
            return rows.readings().size();
        }, connection -> {
            long record = records.next(connection);
            List<Reading> added = addByStaging(connection, rows.readings(), rows.copy(record));
            Optional<BatchEvidence> evidence = added.isEmpty()
                    ? Optional.empty() : Optional.of(BatchEvidence.of(id, batch.instance(), receivedAt, added));
            describe(connection, batch, receivedAt, id, record, added, classes, evidence);
            return added.size();
        });
        return new BatchReceipt(stored, batch.readings().size() - stored);
    }

    private Map<String, Integer> numbers(String instance, List<Reading> readings) throws StoreUnavailableException {
        Map<String, Integer> known = items.known(instance);
        Set<String> missing = new HashSet<>();
        for (Reading reading : readings) {
            if (!known.containsKey(reading.item())) {
                missing.add(reading.item());
            }
        }
        if (!missing.isEmpty()) {
            items.remember(instance, sessions.write(connection -> Items.number(connection, instance, missing)));
        }
        return known;
    }

    private Set<ReadingPartitions.Partition> partitions(List<Reading> readings) throws StoreUnavailableException {
        Set<ReadingPartitions.Partition> touched = ReadingPartitions.of(readings);
        Set<ReadingPartitions.Partition> missing = partitions.missing(touched);
        if (!missing.isEmpty()) {
            missing.addAll(ReadingPartitions.ahead(clock.instant()));
            sessions.write(connection -> {
                ReadingPartitions.make(connection, missing);
                return missing.size();
            });
            partitions.remember(missing);
        }
        return touched;
    }

    private static void copy(Connection connection, String table, byte[] rows) throws SQLException {
        CopyIn copy =
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + COLUMNS + " from stdin");
        try {
            copy.writeToCopy(rows, 0, rows.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /**
     * Adds what is not there. If another transaction adds some of it at the same moment, the unique violation starts the
     * whole transaction again, which then sees them; so the places in the batch have no gaps.
     *
     * @return those added, in their order
     */
    private static List<Reading> addByStaging(Connection connection, List<Reading> readings, byte[] rows)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table if not exists reading_staging (like reading) on commit delete rows");
            copy(connection, "reading_staging", rows);
            statement.execute(IndexPlans.SQL);
            List<Reading> added = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("""
                    with fresh as materialized (
                        select staged.*, row_number() over (order by staged.ordinal) - 1 as place
                          from reading_staging as staged
                         where not exists (
                            select from reading as there
                             where there.item = staged.item and there.source_time = staged.source_time
                               and there.value is not distinct from staged.value and there.status = staged.status)),
                    added as (
                        insert into reading (source_time, batch, status, item, ordinal, value)
                        select source_time, batch, status, item, place, value from fresh
                         order by item, source_time, value, status)
                    select ordinal from fresh order by place""")) {
                while (row.next()) {
                    added.add(readings.get(row.getInt(1)));
                }
            }
            return added;
        }
    }

    /** The batch, its place in the outbox and its fact; a batch that added nothing has neither. */
    private void describe(Connection connection, ReadingBatch batch, Instant receivedAt, UUID id, long record,
            List<Reading> added, short classes, Optional<BatchEvidence> evidence) throws SQLException {
        Script script = new Script(connection);
        int repeated = batch.readings().size() - added.size();
        long first = added.stream().mapToLong(Reading::sourceTime).min().orElse(0);
        long last = added.stream().mapToLong(Reading::sourceTime).max().orElse(0);
        script.add("""
                insert into batch (record, id, instance, system, received_at, stored, repeated, first_time, last_time, envelope, seal)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''::bytea), ?)""",
                record, id, batch.instance(), batch.system(), Timestamps.parameter(receivedAt), added.size(), repeated, first, last,
                evidence.map(BatchEvidence::envelope).orElse(new byte[0]),
                RowSeal.of(record, id, batch.instance(), batch.system(), receivedAt, added.size(), repeated, first, last,
                        evidence.isPresent() ? classes : 0));
        if (evidence.isPresent()) {
            script.add("insert into outbox (record, leaf_hash, urgent, classes, created_at) values (?, ?, false, ?, ?)",
                    record, evidence.get().leafHash(), classes, Timestamps.parameter(clock.instant()));
            script.add("insert into fact (kind, batch) values ('READINGS', ?)", record);
        }
        TallyTable tally = new TallyTable();
        tally.readings(batch.system(), added.size(), batch.readings().size() - added.size());
        tally.insert(script);
        script.run();
    }

    /** To be called after the series' commit. */
    void described(int item, Series series) {
        itemClasses.described(item, series.measure());
    }

    /** Numbers one item as {@link #store} does. */
    int number(String instance, String item) throws StoreUnavailableException {
        Map<String, Integer> known = items.known(instance);
        if (!known.containsKey(item)) {
            items.remember(instance, sessions.write(connection -> Items.number(connection, instance, List.of(item))));
        }
        return known.get(item);
    }
}
