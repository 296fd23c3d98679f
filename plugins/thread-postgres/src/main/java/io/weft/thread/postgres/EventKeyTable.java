package io.weft.thread.postgres;

import io.weft.event.EventKey;
import io.weft.event.EvidenceClass;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Finds events by their keys. */
final class EventKeyTable {

    private final Connection connection;

    EventKeyTable(Connection connection) {
        this.connection = connection;
    }

    /** That an event names a key. */
    record Mention(EventRef event, String key, EventKey.Role role, Instant eventTime) {
    }

    /** By event time; at most {@code limit}. */
    List<Mention> mentions(Collection<String> keys, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select event_id, declaration, key, role, event_time from event_key where key = any(?)
                 order by event_time, event_id, declaration, ordinal limit ?""")) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            statement.setInt(2, limit);
            return read(statement);
        }
    }

    /** Events of some classes about the keys themselves; at most {@code limit}. */
    List<Mention> about(Collection<String> keys, Set<EvidenceClass> classes, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select k.event_id, k.declaration, k.key, k.role, k.event_time
                  from event_key k join event e using (event_id, declaration)
                 where k.key = any(?) and k.role = 'SUBJECT' and e.classes && ?::smallint[]
                 order by k.event_time, k.event_id, k.declaration limit ?""")) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            statement.setArray(2, connection.createArrayOf("smallint",
                    classes.stream().map(EvidenceClass::number).toArray()));
            statement.setInt(3, limit);
            return read(statement);
        }
    }

    private static List<Mention> read(PreparedStatement statement) throws SQLException {
        List<Mention> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Mention(new EventRef(row.getString(1), row.getString(2)), row.getString(3),
                        EventKey.Role.valueOf(row.getString(4)), Timestamps.read(row, "event_time")));
            }
        }
        return found;
    }

    /** Those of the events that are declared an error. */
    Set<String> inError(Collection<String> eventIds) throws SQLException {
        Set<String> found = new java.util.HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select distinct event_id from event where event_id = any(?) and declaration <> ''")) {
            statement.setArray(1, connection.createArrayOf("text", eventIds.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    /** The error declarations of some events. */
    List<EventRef> declarations(Collection<String> eventIds) throws SQLException {
        List<EventRef> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select event_id, declaration from event where event_id = any(?) and declaration <> '' order by 1, 2")) {
            statement.setArray(1, connection.createArrayOf("text", eventIds.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new EventRef(row.getString(1), row.getString(2)));
                }
            }
        }
        return found;
    }
}
