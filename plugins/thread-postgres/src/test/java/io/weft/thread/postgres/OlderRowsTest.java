package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Event;
import io.weft.identity.ThreadKey;
import io.weft.tck.SampleEvent;
import io.weft.tck.SampleMessage;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.OptionalLong;
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
                OlderRows.store(connection, OLD, 7, "{4}", "https://id.gs1.org/414/9521321000018");
                OlderRows.place(connection, 7, ", classes", ", 8");
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
