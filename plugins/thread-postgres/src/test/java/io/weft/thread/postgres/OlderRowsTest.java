package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Event;
import io.weft.event.EventKey;
import io.weft.identity.ThreadKey;
import io.weft.tck.SampleEvent;
import io.weft.tck.SampleMessage;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A store that was filled by an older version: its rows are found and read beside those that come after. */
class OlderRowsTest {

    private static final ThreadKey LOT = new ThreadKey("09521321000018", "L-1");
    private static final Event OLD = SampleEvent.object("urn:uuid:00000000-0000-4000-8000-000000000001", "2026-03-01T08:00:00Z")
            .lot(LOT.canonical(), "5").location("https://id.gs1.org/414/9521321000018").event();
    private static final String NEW = "urn:uuid:00000000-0000-4000-8000-000000000002";

    @Test
    void aThreadGoesThroughBoth() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.migrate("9");
            try (Connection connection = database.open()) {
                storeAsVersion9(connection, OLD, 7);
            }
            new PostgresThreadStore(database.sessions()).store(SampleMessage.of("m-2").tells(
                    SampleEvent.object(NEW, "2026-03-01T09:00:00Z").lot(LOT.canonical(), "5")).mapped());
            ThreadQuery query = new PostgresThreadQuery(database.sessions());

            List<StoredEvent> both = query.thread(ThreadRequest.origin(LOT)).orElseThrow().events();
            assertEquals(List.of(OLD.id().uri(), NEW), both.stream().map(stored -> stored.event().id().uri()).toList());
            assertArrayEquals(OLD.body(), both.get(0).event().body());
            assertEquals(OptionalLong.of(0), both.get(0).leafIndex());
            assertEquals(List.of(OLD), query.thread(ThreadRequest.origin(LOT).asOf(1)).orElseThrow().events().stream()
                    .map(StoredEvent::event).toList());
            assertTrue(body(database, NEW)[0] == 1 && body(database, OLD.id().uri())[0] == '{');
        }
    }

    private static void storeAsVersion9(Connection connection, Event event, long record) throws Exception {
        try (PreparedStatement row = connection.prepareStatement("""
                insert into event (event_id, declaration, record, type, event_time, record_time, classes, message, mapping_id,
                    mapping_version, content_digest, cbv_hash, cbv_hash_version, body, secret, envelope)
                values (?, '', ?, 'OBJECT', ?, ?, '{4}', ?, 'old', '1.0.0', ?, '', 'CBV2.0', ?, ?, ?)""")) {
            row.setString(1, event.id().uri());
            row.setLong(2, record);
            row.setObject(3, Timestamps.parameter(event.eventTime()));
            row.setObject(4, Timestamps.parameter(event.eventTime()));
            row.setObject(5, new UUID(0, record));
            row.setBytes(6, event.contentDigest());
            row.setBytes(7, event.body());
            row.setBytes(8, new byte[32]);
            row.setBytes(9, "envelope".getBytes(StandardCharsets.US_ASCII));
            row.executeUpdate();
        }
        int ordinal = 0;
        for (EventKey key : event.keys()) {
            try (PreparedStatement row = connection.prepareStatement("""
                    insert into event_key (key, event_time, event_id, declaration, ordinal, role, location)
                    values (?, ?, ?, '', ?, ?, 'https://id.gs1.org/414/9521321000018')""")) {
                row.setString(1, key.key());
                row.setObject(2, Timestamps.parameter(event.eventTime()));
                row.setString(3, event.id().uri());
                row.setInt(4, ordinal++);
                row.setString(5, key.role().name());
                row.executeUpdate();
            }
        }
        try (Statement log = connection.createStatement()) {
            log.execute("insert into leaf (record, origin, leaf_index, classes) values (" + record + ", 'weft.example/old', 0, 8)");
            log.execute("insert into log (origin, size, frontier) values ('weft.example/old', 1, '{}')");
            log.execute("select setval('record_number', " + record + ")");
        }
    }

    private static byte[] body(TestDatabase database, String eventId) throws Exception {
        try (Connection connection = database.open();
                PreparedStatement statement = connection.prepareStatement("select body from event where event_id = ?")) {
            statement.setString(1, eventId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }
}
