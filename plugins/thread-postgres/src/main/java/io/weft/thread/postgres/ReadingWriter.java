package io.weft.thread.postgres;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.ReadingBatch;
import io.weft.event.Reading;
import io.weft.ledger.proof.BatchEvidence;
import io.weft.thread.StoreUnavailableException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Commits batches of readings. They go by COPY straight into their partition; only when one is there already are they led
 * through a staging table that leaves the repeated ones aside.
 */
final class ReadingWriter {

    private static final String COLUMNS = " (source_time, batch, status, item, ordinal, value)";
    private static final int BYTES_PER_ROW = 64;

    private final Sessions sessions;
    private final TimeOrderedIds ids;
    private final Clock clock;
    private final Items items = new Items();
    private final ReadingPartitions partitions = new ReadingPartitions();

    ReadingWriter(Sessions sessions, TimeOrderedIds ids, Clock clock) {
        this.sessions = sessions;
        this.ids = ids;
        this.clock = clock;
    }

    /** All that tells two readings of an instance apart; 5 and 5.0 are the same value. */
    private record Identity(String item, long sourceTime, Optional<BigDecimal> value, long status) {

        static Identity of(Reading reading) {
            return new Identity(reading.item(), reading.sourceTime(), reading.value().map(BigDecimal::stripTrailingZeros),
                    reading.status());
        }
    }

    BatchReceipt store(ReadingBatch batch) throws StoreUnavailableException {
        Map<Identity, Reading> distinct = new LinkedHashMap<>();
        batch.readings().forEach(reading -> distinct.putIfAbsent(Identity.of(reading), reading));
        List<Reading> readings = List.copyOf(distinct.values());
        Map<String, Integer> numbers = numbers(batch.instance(), readings);
        Set<ReadingPartitions.Partition> touched = partitions(readings);
        UUID id = ids.next();
        int stored = sessions.write(connection -> {
            long record = nextRecord(connection);
            List<Reading> added = add(connection, record, numbers, touched, readings);
            finish(connection, batch, id, record, added);
            return added.size();
        });
        return new BatchReceipt(stored, batch.readings().size() - stored);
    }

    private Map<String, Integer> numbers(String instance, List<Reading> readings) throws StoreUnavailableException {
        Set<String> names = readings.stream().map(Reading::item).collect(Collectors.toCollection(HashSet::new));
        Map<String, Integer> known = new HashMap<>(items.known(instance, names));
        names.removeAll(known.keySet());
        if (!names.isEmpty()) {
            Map<String, Integer> numbered =
                    sessions.write(connection -> Items.number(connection, instance, names));
            items.remember(instance, numbered);
            known.putAll(numbered);
        }
        return known;
    }

    private Set<ReadingPartitions.Partition> partitions(List<Reading> readings) throws StoreUnavailableException {
        Set<ReadingPartitions.Partition> touched = readings.stream().map(Reading::sourceTime).map(ReadingPartitions::of)
                .collect(Collectors.toSet());
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

    private static long nextRecord(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select nextval('record_number')")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** @return those that were not there, in their order */
    private static List<Reading> add(Connection connection, long record, Map<String, Integer> numbers,
            Set<ReadingPartitions.Partition> touched, List<Reading> readings) throws SQLException {
        String target = touched.size() == 1 ? touched.iterator().next().table() : "reading";
        byte[] rows = rows(record, numbers, readings);
        Savepoint untouched = connection.setSavepoint();
        try {
            copy(connection, target, rows);
            return readings;
        } catch (SQLException e) {
            if (!SqlFaults.unique(e)) {
                throw e;
            }
            connection.rollback(untouched);
        }
        List<Reading> added = new ArrayList<>();
        for (int ordinal : addByStaging(connection, rows)) {
            added.add(readings.get(ordinal));
        }
        return added;
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
     * Text format of COPY: numbers need no escape, and an empty value is {@code \N}. In the order of the unique index:
     * batches that hold the same readings meet them in one order, else each could wait for what the other holds.
     */
    private static byte[] rows(long record, Map<String, Integer> numbers, List<Reading> readings) {
        Comparator<Reading> byIdentity = Comparator.<Reading>comparingInt(reading -> numbers.get(reading.item()))
                .thenComparingLong(Reading::sourceTime)
                .thenComparing(reading -> reading.value().orElse(null), Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparingLong(Reading::status);
        int[] ordinals = IntStream.range(0, readings.size()).boxed()
                .sorted(Comparator.comparing(readings::get, byIdentity)).mapToInt(Integer::intValue).toArray();
        StringBuilder text = new StringBuilder(readings.size() * BYTES_PER_ROW);
        for (int ordinal : ordinals) {
            Reading reading = readings.get(ordinal);
            text.append(reading.sourceTime()).append('\t').append(record).append('\t').append(reading.status()).append('\t')
                    .append(numbers.get(reading.item()).intValue()).append('\t').append(ordinal).append('\t');
            if (reading.value().isPresent()) {
                text.append(reading.value().get());
            } else {
                text.append("\\N");
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Adds what is not there. If another transaction adds some of it at the same moment, the unique violation starts the
     * whole transaction again, which then sees them; so the places in the batch have no gaps.
     *
     * @return places in the batch of those added
     */
    private static List<Integer> addByStaging(Connection connection, byte[] rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table if not exists reading_staging (like reading) on commit delete rows");
            copy(connection, "reading_staging", rows);
            statement.execute(IndexPlans.SQL);
            List<Integer> added = new ArrayList<>();
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
                    added.add(row.getInt(1));
                }
            }
            return added;
        }
    }

    private void finish(Connection connection, ReadingBatch batch, UUID id, long record, List<Reading> added)
            throws SQLException {
        Instant receivedAt = Timestamps.storable(batch.receivedAt());
        Optional<BatchEvidence> evidence = added.isEmpty()
                ? Optional.empty() : Optional.of(BatchEvidence.of(id, batch.instance(), receivedAt, added));
        Script script = new Script(connection);
        script.add("""
                insert into batch (record, id, instance, system, received_at, stored, repeated, first_time, last_time, envelope)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''::bytea))""",
                record, id, batch.instance(), batch.system(), Timestamps.parameter(receivedAt), added.size(),
                batch.readings().size() - added.size(),
                added.stream().mapToLong(Reading::sourceTime).min().orElse(0),
                added.stream().mapToLong(Reading::sourceTime).max().orElse(0),
                evidence.map(BatchEvidence::envelope).orElse(new byte[0]));
        if (evidence.isPresent()) {
            script.add("insert into outbox (record, leaf_hash, urgent, created_at) values (?, ?, false, ?)",
                    record, evidence.get().leafHash(), Timestamps.parameter(clock.instant()));
            script.add("insert into fact (kind, batch) values ('READINGS', ?)", record);
        }
        script.run();
    }

    /** Numbers one item as {@link #store} does. */
    int number(String instance, String item) throws StoreUnavailableException {
        Map<String, Integer> known = items.known(instance, List.of(item));
        if (known.isEmpty()) {
            known = sessions.write(connection -> Items.number(connection, instance, List.of(item)));
            items.remember(instance, known);
        }
        return known.get(item);
    }
}
