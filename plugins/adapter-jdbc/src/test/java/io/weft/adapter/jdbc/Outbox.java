package io.weft.adapter.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A transfer table as a LIMS has it. */
record Outbox(TestDatabase database, String table) {

    static Outbox create(TestDatabase database, String payloadType) throws SQLException {
        Outbox outbox = new Outbox(database, "outbox_" + UUID.randomUUID().toString().replace('-', '_'));
        database.execute("create table " + outbox.table() + " (id bigint generated always as identity primary key, payload "
                + payloadType + ", outcome text, receipt text)");
        return outbox;
    }

    void add(Object payload) throws SQLException {
        database.execute("insert into " + table + " (payload) values (?)", payload);
    }

    /** Outcomes by id; {@code null} while unmarked. */
    List<String> outcomes() throws SQLException {
        return database.texts("select outcome from " + table + " order by id");
    }

    Map<String, Object> source() {
        Map<String, Object> source = database.login();
        source.putAll(Map.of("service.pid", "io.weft.adapter.jdbc~lims", "system", "lims", "format", "json",
                "select", "select id, payload from " + table + " where outcome is null order by id for update skip locked",
                "mark", "update " + table + " set outcome = :outcome, receipt = :receipt where id = :id",
                "idColumn", "id", "payloadColumn", "payload", "pollMillis", "10"));
        return source;
    }
}
