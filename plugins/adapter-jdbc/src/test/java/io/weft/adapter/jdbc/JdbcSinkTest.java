package io.weft.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.weft.adapter.SinkAdapter;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.OutboundMessage;
import io.weft.tck.SinkAdapterContract;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcSinkTest extends SinkAdapterContract {

    private static TestDatabase database;

    private JdbcSink sink;
    private Optional<Connection> lock = Optional.empty();
    private boolean gone;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = new TestDatabase("postgres");
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void open() throws Exception {
        database.execute("drop table if exists inbox");
        database.execute("create table inbox (position bigint generated always as identity, delivery uuid primary key,"
                + " payload text not null, type text, order_key text)");
        Map<String, Object> properties = database.login();
        properties.putAll(Map.of("service.pid", "io.weft.adapter.jdbcsink~lims", "system", "lims",
                "lookup", "select payload from inbox where delivery = :delivery",
                "insert", "insert into inbox (delivery, payload, type, order_key) values (:delivery, :payload, :mediaType, :orderKey)"));
        sink = new JdbcSink(properties, new Drivers(() -> null));
        assertEquals(List.of(), sink.faults());
    }

    @AfterEach
    void close() throws Exception {
        if (lock.isPresent()) {
            lock.get().close();
        }
        if (gone) {
            database.start();
        }
        sink.stop();
    }

    @Override
    protected Duration timeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    protected SinkAdapter sink() {
        return sink;
    }

    @Override
    protected void peer(PeerBehaviour behaviour) throws Exception {
        switch (behaviour) {
            case ACCEPTS -> {
                if (gone) {
                    database.start();
                    gone = false;
                }
            }
            case REFUSES -> database.execute("alter table inbox add check (type <> 'application/json')");
            case FAILS_FOR_NOW -> raise("53100");
            case STAYS_SILENT -> {
                Connection connection = database.connect();
                lock = Optional.of(connection);
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("lock table inbox in access exclusive mode");
                }
            }
            case IS_GONE -> {
                database.stop();
                gone = true;
            }
        }
    }

    /** @param code SQLSTATE, as the server gives when a disk is full */
    private static void raise(String code) throws Exception {
        database.execute("create or replace function full_disk() returns trigger language plpgsql as "
                + "$$ begin raise exception 'no space left' using errcode = '" + code + "'; end $$");
        database.execute("create trigger full_disk before insert on inbox execute function full_disk()");
    }

    @Override
    protected List<Seen> seen() {
        List<Seen> seen = new ArrayList<>();
        try (Connection connection = database.connect(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select delivery, payload from inbox order by position")) {
            while (rows.next()) {
                // A repeat leaves one row: the peer sees the same delivery again.
                Seen row = new Seen(rows.getString(1), rows.getString(2).getBytes(StandardCharsets.UTF_8));
                seen.add(row);
                seen.add(row);
            }
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
        return seen;
    }

    @Test
    void aRepeatLeavesOneRowWithTypeAndOrderKey() throws Exception {
        OutboundMessage message = message("{}");
        assertEquals(sink.send(message), sink.send(message));
        assertEquals(List.of(message.delivery() + " application/json lot-1"),
                database.texts("select delivery || ' ' || type || ' ' || order_key from inbox"));
    }

    @Test
    void anotherPayloadUnderADeliverysIdIsRefused() throws Exception {
        OutboundMessage message = message("{}");
        database.execute("insert into inbox (delivery, payload) values (?, 'not ours')", message.delivery());
        assertInstanceOf(DeliveryAnswer.Refused.class, sink.send(message));
        assertEquals(List.of("not ours"), database.texts("select payload from inbox"));
    }

    private static OutboundMessage message(String text) {
        return new OutboundMessage(UUID.randomUUID(), "application/json", Map.of(), text.getBytes(StandardCharsets.UTF_8),
                "lot-1");
    }
}
