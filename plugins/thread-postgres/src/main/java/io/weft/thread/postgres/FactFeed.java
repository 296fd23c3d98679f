package io.weft.thread.postgres;

import io.weft.decision.Fact;
import io.weft.decision.Facts;
import io.weft.event.Reading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Facts in the order (transaction, position), up to the oldest transaction that still runs. What a later commit adds is
 * always behind that mark, so a reader that stays before it misses nothing, which {@code position > last} would: positions
 * are given before the commit.
 */
final class FactFeed {

    private static final String SQL = """
            select f.xid, f.position, f.kind, e.body, f.batch, coalesce(i.instance, b.instance) as instance, i.item
              from (select * from fact
                     where (xid, position) > (?::xid8, ?) and xid < pg_snapshot_xmin(pg_current_snapshot())
                     order by xid, position limit ?) f
              left join event e on e.event_id = f.event_id and e.declaration = f.declaration
              left join batch b on b.record = f.batch
              left join item i on i.id = f.item
             order by f.xid, f.position""";

    private final Connection connection;

    FactFeed(Connection connection) {
        this.connection = connection;
    }

    private record Row(FactCursor cursor, String kind, byte[] body, long batch, String instance, String item) {
    }

    Facts after(FactCursor from, int maximum) throws SQLException {
        List<Row> rows = rows(from, maximum);
        Map<Long, List<Reading>> readings = new ReadingReader(connection).readings(
                rows.stream().filter(row -> row.kind().equals("READINGS")).map(Row::batch).toList());
        List<Fact> facts = new ArrayList<>();
        for (Row row : rows) {
            facts.add(fact(row, readings));
        }
        FactCursor to = rows.isEmpty() ? from : rows.get(rows.size() - 1).cursor();
        return new Facts(from.toString(), to.toString(), facts);
    }

    private List<Row> rows(FactCursor from, int maximum) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, from.xid());
            statement.setLong(2, from.position());
            statement.setInt(3, maximum);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(new FactCursor(row.getString("xid"), row.getLong("position")), row.getString("kind"),
                            row.getBytes("body"), row.getLong("batch"), row.getString("instance"), row.getString("item")));
                }
            }
        }
        return rows;
    }

    private static Fact fact(Row row, Map<Long, List<Reading>> readings) {
        return switch (row.kind()) {
            case "EVENT" -> new Fact.EventStored(EventReader.event(Objects.requireNonNull(row.body())));
            case "READINGS" -> new Fact.ReadingsStored(row.instance(), readings.getOrDefault(row.batch(), List.of()));
            case "SERIES" -> new Fact.SeriesDescribed(row.instance(), row.item());
            default -> throw new IllegalStateException("fact kind: '" + row.kind() + "' is unknown to this version");
        };
    }
}
