package io.weft.thread.postgres;

import io.weft.event.Digests;
import io.weft.thread.EvidencedEvent;
import io.weft.thread.Intaken;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Asks, in one round trip, what is stored under the identities that some messages bring, and for numbers of new records. */
final class KnownLookup {

    private static final String SQL = IndexPlans.SQL + """
            ;
            select m.instance, m.id_kind, m.epoch, m.message_id, m.payload_digest, m.receipt
              from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as asked(instance, id_kind, epoch, message_id)
              join message m using (instance, id_kind, epoch, message_id);
            select b.system, b.mapping_id, b.key, b.receipt
              from unnest(?::text[], ?::text[], ?::text[]) as asked(system, mapping_id, key)
              join business_key b using (system, mapping_id, key);
            select e.event_id, e.declaration, e.content_digest
              from unnest(?::text[], ?::text[]) as asked(event_id, declaration)
              join event e using (event_id, declaration);
            select nextval('record_number') from generate_series(1, ?)""";

    private final Connection connection;

    KnownLookup(Connection connection) {
        this.connection = connection;
    }

    Known of(Collection<Intaken> arrived) throws SQLException {
        Set<MessageIdentity> messages = new LinkedHashSet<>();
        Set<BusinessKey> keys = new LinkedHashSet<>();
        Set<EventRef> events = new LinkedHashSet<>();
        for (Intaken intaken : arrived) {
            messages.add(MessageIdentity.of(intaken.interpretation().id()));
            BusinessKey.of(intaken.interpretation()).ifPresent(keys::add);
            intaken.events().stream().map(EvidencedEvent::event).map(EventRef::of).forEach(events::add);
        }
        return of(List.copyOf(messages), List.copyOf(keys), List.copyOf(events));
    }

    Known ofEvents(Collection<EventRef> events) throws SQLException {
        return of(List.of(), List.of(), List.copyOf(events));
    }

    private Known of(List<MessageIdentity> messages, List<BusinessKey> keys, List<EventRef> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setArray(1, texts(messages, MessageIdentity::instance));
            statement.setArray(2, texts(messages, MessageIdentity::kind));
            statement.setArray(3, texts(messages, MessageIdentity::epoch));
            statement.setArray(4, texts(messages, MessageIdentity::id));
            statement.setArray(5, texts(keys, BusinessKey::system));
            statement.setArray(6, texts(keys, BusinessKey::mapping));
            statement.setArray(7, texts(keys, BusinessKey::key));
            statement.setArray(8, texts(events, EventRef::eventId));
            statement.setArray(9, texts(events, EventRef::declaration));
            statement.setInt(10, events.size());
            statement.execute();
            Known known = new Known();
            readMessages(statement, known);
            readBusinessKeys(statement, known);
            readEvents(statement, known);
            readRecords(statement, known);
            return known;
        }
    }

    private static void readMessages(PreparedStatement statement, Known known) throws SQLException {
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                known.message(new MessageIdentity(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                        row.getBytes(5), row.getObject(6, UUID.class));
            }
        }
    }

    private static void readBusinessKeys(PreparedStatement statement, Known known) throws SQLException {
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                known.businessKey(new BusinessKey(row.getString(1), row.getString(2), row.getString(3)),
                        row.getObject(4, UUID.class));
            }
        }
    }

    private static void readEvents(PreparedStatement statement, Known known) throws SQLException {
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                known.event(new EventRef(row.getString(1), row.getString(2)), row.getBytes(3));
            }
        }
    }

    /** One for each event that may turn out to be new; those that are left over are gaps, which nobody minds. */
    private static void readRecords(PreparedStatement statement, Known known) throws SQLException {
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                known.record(row.getLong(1));
            }
        }
    }

    private <T> Array texts(List<T> values, Function<T, String> part) throws SQLException {
        return connection.createArrayOf("text", values.stream().map(part).toArray(String[]::new));
    }

    /** Digest that tells two payloads apart. */
    static byte[] payloadDigest(Intaken intaken) {
        return Digests.sha256(intaken.interpretation().message().payload());
    }
}
