package io.weft.thread.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Master data statements by what they are about; those that are declared an error do not count. */
final class StatementTable {

    private static final int MAXIMUM_PER_ELEMENT = 1_000;

    private final Connection connection;
    private final String columns;
    private final String counts;

    StatementTable(Connection connection, AsOf asOf) {
        this.connection = connection;
        this.columns = "select s.id, s.vocabulary, s.valid_from, s.valid_to, s.supplies, s.event_id, e.record";
        this.counts = asOf.holds("e") + asOf.notInError("s");
    }

    /** Statements about the elements that are valid at some time of a stretch. */
    List<HeldStatement> about(Collection<String> ids, Interval time) throws SQLException {
        return overlapping("id", ids, time);
    }

    /** Qualifications of those who supply one of the parties. */
    List<HeldStatement> supplying(Collection<String> parties, Interval time) throws SQLException {
        return overlapping("supplies", parties, time);
    }

    private List<HeldStatement> overlapping(String column, Collection<String> keys, Interval time) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(columns + """
                 from unnest(?::text[]) asked (key)
                cross join lateral (
                    select * from statement s where s.%s = asked.key and s.valid_from < ?::timestamptz
                        and s.valid_to > ?::timestamptz limit %d) s
                 join event e on e.event_id = s.event_id and e.declaration = '' where true
                """.formatted(column, MAXIMUM_PER_ELEMENT) + counts)) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            statement.setString(2, Timestamps.bound(time.to()));
            statement.setString(3, Timestamps.bound(time.from()));
            return read(statement);
        }
    }

    /** The statement about an element that holds at a time. */
    Optional<HeldStatement> holding(String vocabulary, String id, Instant at) throws SQLException {
        return page(vocabulary, " and s.id = ?", Optional.of(id), at, 1).stream().findFirst();
    }

    /** One per element, by its id. */
    List<HeldStatement> page(String vocabulary, Optional<String> after, int limit, Instant at) throws SQLException {
        return page(vocabulary, after.isEmpty() ? "" : " and s.id > ?", after, at, limit);
    }

    private List<HeldStatement> page(String vocabulary, String which, Optional<String> id, Instant at, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select distinct on (id) * from (" + columns + """
                 from statement s join event e on e.event_id = s.event_id and e.declaration = ''
                where s.vocabulary = ? and s.valid_from <= ?::timestamptz and s.valid_to > ?::timestamptz
                """ + which + counts + ") valid order by id, record desc limit ?")) {
            int parameter = 1;
            statement.setString(parameter++, vocabulary);
            statement.setString(parameter++, Timestamps.text(at));
            statement.setString(parameter++, Timestamps.text(at));
            if (id.isPresent()) {
                statement.setString(parameter++, id.get());
            }
            statement.setInt(parameter, limit);
            return read(statement);
        }
    }

    List<String> vocabularies() throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select distinct vocabulary from statement order by 1");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    private static List<HeldStatement> read(PreparedStatement statement) throws SQLException {
        List<HeldStatement> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                OffsetDateTime to = row.getObject("valid_to", OffsetDateTime.class);
                found.add(new HeldStatement(row.getString("id"), row.getString("vocabulary"),
                        new Interval(Timestamps.read(row, "valid_from"),
                                to.equals(OffsetDateTime.MAX) ? Instant.MAX : to.toInstant()),
                        Optional.ofNullable(row.getString("supplies")), row.getString("event_id"), row.getLong("record")));
            }
        }
        return found;
    }
}
