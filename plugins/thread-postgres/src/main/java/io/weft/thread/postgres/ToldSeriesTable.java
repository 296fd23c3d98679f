package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.Series;
import io.weft.event.Series.Measure;
import io.weft.event.SourceTime;
import io.weft.event.Unit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which events tell what a device measured, and of what time: who asks need not read a logger's whole file. */
final class ToldSeriesTable {

    /** Most windows of one device in the time that it is asked for. */
    private static final int MAXIMUM = 10_000;

    private final Connection connection;
    private final String sql;

    ToldSeriesTable(Connection connection, AsOf asOf) {
        this.connection = connection;
        this.sql = """
                select w.* from unnest(?::text[], ?::bigint[], ?::bigint[]) asked (device, since, until)
                 cross join lateral (
                    select * from told_series w where w.device = asked.device and w.last_time >= asked.since
                       and w.first_time < asked.until %s
                     order by w.last_time, w.event_id, w.measure, w.unit limit %d) w
                """.formatted(asOf.counts("w"), MAXIMUM);
    }

    /** Of what time an event tells a series. */
    record Window(Series series, Interval interval) {
    }

    /** By device, what was told of the time asked for. */
    Map<String, List<Window>> during(Map<String, Interval> devices) throws SQLException {
        Map<String, List<Window>> found = new HashMap<>();
        if (devices.isEmpty()) {
            return found;
        }
        List<Map.Entry<String, Interval>> asked = List.copyOf(devices.entrySet());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", asked.stream().map(Map.Entry::getKey).toArray()));
            statement.setArray(2, connection.createArrayOf("int8",
                    asked.stream().map(entry -> Ticks.of(entry.getValue().from())).toArray()));
            statement.setArray(3, connection.createArrayOf("int8",
                    asked.stream().map(entry -> Ticks.of(entry.getValue().to())).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getString("device"), absent -> new ArrayList<>()).add(window(row));
                }
            }
        }
        return found;
    }

    /** The last time belongs: what was measured then was measured. */
    private static Window window(ResultSet row) throws SQLException {
        Series series = Series.told(new EventId(row.getString("event_id")), row.getString("device"),
                Measure.valueOf(row.getString("measure")), new Unit(row.getString("unit")));
        return new Window(series, interval(row.getLong("first_time"), row.getLong("last_time")));
    }

    static Interval interval(long first, long last) {
        return new Interval(SourceTime.toInstant(first), SourceTime.toInstant(last + 1));
    }

    static Rows rows() {
        return new Rows("told_series", "device text", "last_time bigint", "event_id text", "measure text", "unit text",
                "first_time bigint");
    }

    /** @param event not one that declares an error */
    static void add(Event event, Rows rows) {
        for (ToldSeries told : ToldSeries.of(event)) {
            rows.add(told.series().device(), told.last(), EventRef.of(event).eventId(), told.series().measure().name(),
                    told.series().unit().code(), told.first());
        }
    }
}
