package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.ReadingBatch;
import io.weft.event.Reading;
import io.weft.event.SourceTime;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.Page;
import io.weft.ledger.check.StoredRecords.Walk;
import io.weft.tck.Await;
import io.weft.tck.SampleEvent;
import io.weft.tck.SampleMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresStoredRecordsTest {

    private static final int MESSAGES = 10;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String WAITING = "select count(*) from pg_stat_activity where datname = current_database()"
            + " and backend_type = 'client backend' and wait_event_type = 'Lock'";

    private static TestDatabase database;

    private StoredRecords records;
    private PostgresThreadStore store;

    @BeforeAll
    static void create() throws Exception {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() throws Exception {
        database.close();
    }

    @BeforeEach
    void empty() throws Exception {
        database.empty();
        records = new PostgresStoredRecords(database.sessions());
        store = new PostgresThreadStore(database.sessions());
    }

    /** Each row once; and a page reads its own blocks, not all that come after it. */
    @Test
    void leadsAreReadOnceWhateverThePage() throws Exception {
        int rows = 20_000;
        alter("insert into message_key (key, receipt) select 'k' || n, '00000000-0000-7000-8000-000000000000'"
                + " from generate_series(1, " + rows + ") n");
        // So that there are blocks without rows.
        alter("delete from message_key where key like 'k1____'");
        int left = rows - 10_000;
        for (int limit : List.of(500, 7_000, 30)) {
            database.sessions().read(connection -> {
                long before = rowsRead(connection);
                Set<String> keys = new HashSet<>();
                Optional<String> after = Optional.empty();
                do {
                    Page<String> page = new CheckedLeads(connection).page(new Walk(after, Optional.empty(), limit));
                    assertTrue(page.rows().size() <= limit);
                    page.rows().forEach(name -> assertTrue(keys.add(name), name));
                    after = page.next();
                } while (after.isPresent());
                assertEquals(left, keys.size());
                long read = rowsRead(connection) - before;
                assertTrue(read <= 4L * left, limit + " a page: " + read + " rows read");
                return read;
            });
        }
    }

    private static long rowsRead(Connection connection) throws SQLException {
        return number(connection, "select seq_tup_read from pg_stat_xact_user_tables where relname = 'message_key'");
    }

    @Test
    void everyRowIsDrawnSometimes() throws Exception {
        fill();
        for (Kind kind : List.of(Kind.MESSAGE, Kind.EVENT, Kind.BATCH)) {
            assertEquals(MESSAGES, drawn(kind).size(), kind::name);
        }
    }

    /** What is altered is what the check is for: one time, or two messages out of order, must not keep it from the rest. */
    @Test
    void alteredTimesDoNotKeepTheRestFromBeingDrawn() throws Exception {
        fill();
        alter("update event set record_time = '9999-01-01' where event_id = 'urn:test:1'");
        alter("update message set received_at = '1999-01-01'"
                + " where receipt = (select receipt from message order by receipt desc limit 1)");
        alter("update batch set record = record + 4611686018427387904 where record = (select min(record) from batch)");
        for (Kind kind : List.of(Kind.MESSAGE, Kind.EVENT, Kind.BATCH)) {
            assertEquals(MESSAGES, drawn(kind).size(), kind::name);
        }
    }

    @Test
    void nothingIsDrawnOfAnEmptyTable() throws Exception {
        assertEquals(Optional.empty(), records.somewhere(Kind.MESSAGE));
        assertEquals(Optional.empty(), records.somewhere(Kind.BATCH));
    }

    /** First rows of walks from random places. */
    private Set<Object> drawn(Kind kind) throws Exception {
        Set<Object> drawn = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            Walk walk = new Walk(records.somewhere(kind), Optional.empty(), 1);
            List<?> rows = switch (kind) {
                case MESSAGE -> records.messages(walk).rows();
                case EVENT -> records.events(walk).rows().stream().map(event -> event.eventId()).toList();
                default -> records.batches(walk).rows().stream().map(batch -> batch.id()).toList();
            };
            assertFalse(rows.isEmpty(), walk::toString);
            drawn.addAll(rows);
        }
        return drawn;
    }

    /** Whole tables are read; what is deleted while one is, has to stay only as long as that lasts. */
    @Test
    void totalsHoldTheStateOfOneComparisonAtATime() throws Exception {
        fill();
        try (Connection first = locking("leaf"); Connection second = database.open()) {
            CompletableFuture<List<Finding>> totals = CompletableFuture.supplyAsync(() -> {
                try {
                    return records.totals();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            awaitWaiting();
            long since = number(second, "select pg_current_xact_id()::text::bigint");
            second.setAutoCommit(false);
            try (Statement statement = second.createStatement()) {
                statement.execute("lock table outbox in access exclusive mode");
            }
            first.rollback();
            Await.until(SOON, () -> ask(WAITING + " and backend_xmin::text::bigint > " + since) == 1,
                    () -> "the second comparison sees the state of the first");
            second.rollback();
            assertEquals(List.of(), totals.get(SOON.toSeconds(), TimeUnit.SECONDS));
        }
    }

    private static Connection locking(String table) throws Exception {
        Connection connection = database.open();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + table + " in access exclusive mode");
        }
        return connection;
    }

    private static void awaitWaiting() throws InterruptedException {
        Await.until(SOON, () -> ask(WAITING) == 1, () -> "nobody waits");
    }

    @Test
    void columnOfAnIndexRowThatWasChangedIsNamed() throws Exception {
        fill();
        alter("update event_key set role = 'PARENT' where event_id = 'urn:test:1' and role = 'SUBJECT'");
        alter("update event_key set key_hash = '00000000-0000-0000-0000-000000000000'"
                + " where event_id = 'urn:test:2' and role = 'SUBJECT'");
        assertEquals(List.of("key_hash", "role"), records.events(new Walk(Optional.empty(), Optional.empty(), 100)).findings()
                .stream().filter(finding -> finding.code() == Finding.Code.ALTERED).map(Finding::field).sorted().toList());
    }

    /** That it differs is told whatever it costs to say how. */
    @Test
    void aDifferenceIsToldWithoutItsColumnWhenTheTimeForThatIsSpent() throws Exception {
        fill();
        alter("update event_key set role = 'PARENT' where role = 'SUBJECT'");
        long[] clock = {0};
        ExplainingTime explaining = new ExplainingTime(() -> clock[0], SOON);
        explaining.spent(-Duration.ofHours(1).toNanos());
        assertEquals(Set.of(Finding.Code.MISSING), codes(explaining));
        clock[0] += Duration.ofHours(20).toNanos();
        assertEquals(Set.of(Finding.Code.ALTERED), codes(explaining));
    }

    private static Set<Finding.Code> codes(ExplainingTime explaining) throws Exception {
        return database.sessions().read(connection -> {
            Set<Finding.Code> codes = new HashSet<>();
            new CheckedEvents(connection, explaining).page(new Walk(Optional.empty(), Optional.empty(), 100)).findings()
                    .forEach(finding -> codes.add(finding.code()));
            return codes;
        });
    }

    /** A search that takes too long is given up, and the page goes on in the same transaction. */
    @Test
    void aSearchThatTakesTooLongLeavesTheDifference() throws Exception {
        fill();
        alter("insert into event_key select gen_random_uuid(), event_time, record, role, key, event_id, declaration, location"
                + " from event_key cross join generate_series(1, 20000) where event_id = 'urn:test:0'");
        alter("update event_key set key_hash = '00000000-0000-0000-0000-000000000000'"
                + " where event_id in ('urn:test:1', 'urn:test:2')");
        assertEquals(Set.of(Finding.Code.MISSING), codes(new ExplainingTime(System::nanoTime, Duration.ofMillis(1))));
        assertEquals(Set.of(Finding.Code.ALTERED), codes(new ExplainingTime(System::nanoTime, SOON)));
    }

    private void fill() throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            store.store(SampleMessage.of("m" + i).receivedAt("2026-03-01T12:00:0" + i + "Z")
                    .tells(SampleEvent.object("urn:test:" + i, "2026-03-01T10:00:00Z")
                            .epc("https://id.gs1.org/8004/0952132DEV" + i)).mapped());
            long time = SourceTime.ofInstant(Instant.parse("2026-03-01T10:00:00Z")) + i;
            store.store(new ReadingBatch("opcua~a", "a", Instant.parse("2026-03-01T12:00:00Z"),
                    List.of(new Reading("temperature", time, Optional.empty(), 0))));
        }
    }

    private static void alter(String sql) throws Exception {
        try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
            assertTrue(statement.executeUpdate(sql) > 0, sql);
        }
    }

    private static long ask(String sql) {
        try (Connection connection = database.open()) {
            return number(connection, sql);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
