package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.adapter.ReadingBatch;
import io.weft.event.Reading;
import io.weft.event.Rejection;
import io.weft.event.SourceTime;
import io.weft.ledger.check.EventRow;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Finding.Code;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.Page;
import io.weft.ledger.check.StoredRecords.Walk;
import io.weft.tck.SampleEvent;
import io.weft.tck.SampleMessage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A store that was begun with the schema's version 1 and filled until version 10: no row has a seal, and the oldest events are not
 * in the tables that came later. Brought to this version, nothing in it differs.
 */
class OlderStoreCheckTest {

    private static final String LOT = "https://id.gs1.org/01/09521321000018/10/L-1";
    private static final String DEVICE = "https://id.gs1.org/8004/0952132DEV1";
    private static final String OLDEST = "urn:uuid:00000000-0000-4000-8000-000000000001";
    private static final String SEALED = "urn:uuid:00000000-0000-4000-8000-000000000003";
    private static final Walk ALL = new Walk(Optional.empty(), Optional.empty(), 1_000);

    @Test
    void nothingDiffersAfterTheUpgradeAndWhatIsLostThenIsFound() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.migrate("1");
            try (Connection connection = database.open()) {
                OlderRows.store(connection, telling(OLDEST, "2026-01-01T08:00:00Z").event(), 7, "{8}", "");
                OlderRows.place(connection, 7, "", "");
            }
            fill(database.sessions());
            try (Connection connection = database.open()) {
                backToVersion10(connection);
            }
            try (Upgraded upgraded = new Upgraded(database)) {
                assertEquals(List.of(), upgraded.findings());
                assertEquals(List.of(OLDEST, "urn:uuid:00000000-0000-4000-8000-000000000002"), upgraded.events());

                new PostgresThreadStore(upgraded.sessions).store(SampleMessage.of("m-3").receivedAt("2026-03-03T12:00:00Z")
                        .tells(telling(SEALED, "2026-03-03T08:00:00Z")).mapped());
                assertEquals(List.of(), upgraded.findings());
            }
            try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
                assertEquals(1, statement.executeUpdate("delete from told_series where event_id = '" + SEALED + "'"));
                assertEquals(1, statement.executeUpdate(
                        "delete from event_key where event_id = '" + OLDEST + "' and key = '" + LOT + "'"));
            }
            try (Upgraded upgraded = new Upgraded(database)) {
                assertEquals(List.of("told_series " + SEALED, "event_key " + OLDEST + " SUBJECT " + LOT),
                        upgraded.findings().stream().filter(finding -> finding.code() == Code.MISSING)
                                .map(finding -> finding.table() + " " + finding.record()).toList());
            }
        }
    }

    /** A hub of this version on that database. */
    private static final class Upgraded implements AutoCloseable {

        private final Sessions sessions;
        private final StoredRecords records;

        Upgraded(TestDatabase database) {
            sessions = database.another();
            records = new PostgresStoredRecords(sessions);
        }

        List<Finding> findings() throws Exception {
            List<Finding> findings = new ArrayList<>(records.messages(ALL).findings());
            findings.addAll(records.events(ALL).findings());
            findings.addAll(records.batches(ALL).findings());
            Optional<String> after = Optional.empty();
            do {
                Page<String> page = records.leads(new Walk(after, Optional.empty(), 1_000));
                findings.addAll(page.findings());
                after = page.next();
            } while (after.isPresent());
            findings.addAll(records.totals());
            return findings;
        }

        List<String> events() throws Exception {
            return records.events(ALL).rows().stream().map(EventRow::eventId).toList();
        }

        @Override
        public void close() {
            sessions.close();
        }
    }

    /** Names a lot, links an alias to it, and tells what a device measured. */
    private static SampleEvent telling(String id, String time) {
        return SampleEvent.object(id, time).lot(LOT, "5").links("https://weft.io/ns/id/erp-batch/9521321000001/77", "erp-batch")
                .with("sensorElementList", List.of(Map.of("sensorMetadata", Map.of("deviceID", DEVICE, "time", time),
                        "sensorReport", List.of(Map.of("type", "Temperature", "uom", "CEL", "value", new BigDecimal("4.5"))))));
    }

    private static void fill(Sessions sessions) throws Exception {
        PostgresThreadStore store = new PostgresThreadStore(sessions);
        store.store(SampleMessage.of("m-2").searchKey("order-2").businessKey("2")
                .tells(telling("urn:uuid:00000000-0000-4000-8000-000000000002", "2026-03-01T08:00:00Z")).mapped());
        store.store(SampleMessage.of("bad").rejected(Rejection.user("UNKNOWN_CODE", "plant", "0815", "is in no list")));
        store.store(new ReadingBatch("opcua~cold-store", "cold-store", Instant.parse("2026-03-01T12:00:00Z"), List.of(
                new Reading("temperature", SourceTime.ofInstant(Instant.parse("2026-03-01T11:00:00Z")),
                        Optional.of(new BigDecimal("4.5")), 0))));
    }

    /** What the next migration did, undone. */
    private static void backToVersion10(Connection connection) throws Exception {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("""
                    select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
                     where a.attname = 'seal' and not c.relispartition and c.relkind in ('r', 'p')""")) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            for (String table : tables) {
                statement.execute("alter table " + table + " drop column seal");
            }
            assertEquals(1, statement.executeUpdate("delete from schema_history where version = '11'"));
        }
    }
}
