package io.weft.thread.postgres;

import io.weft.event.Series;
import io.weft.event.Unit;
import io.weft.mapping.MappingRef;
import io.weft.thread.SeriesWindow;
import io.weft.thread.UndescribedItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What items mean, revision after revision. */
final class SeriesTable {

    private static final String NEWEST = """
            select distinct on (s.item) i.instance, i.item, s.device, s.measure, s.unit, s.revision
              from series s join item i on i.id = s.item
            """;

    private final Connection connection;

    SeriesTable(Connection connection) {
        this.connection = connection;
    }

    /** Adds a revision, and the fact of it, unless the newest says the same. Of two at once, one starts again. */
    void describe(int item, Series series, MappingRef mapping, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                with newest as (select * from series where item = ? order by revision desc limit 1),
                added as (
                    insert into series (item, revision, device, measure, unit, mapping_id, mapping_version, described_at,
                           log_size)
                    select ?, coalesce((select revision from newest), 0) + 1, ?, ?, ?, ?, ?, ?,
                           coalesce((select max(size) from log), 0)
                     where not exists (select from newest where device = ? and measure = ? and unit = ?)
                    returning item)
                insert into fact (kind, item) select 'SERIES', item from added""")) {
            statement.setInt(1, item);
            statement.setInt(2, item);
            statement.setString(3, series.device());
            statement.setString(4, series.measure().name());
            statement.setString(5, series.unit().code());
            statement.setString(6, mapping.id());
            statement.setString(7, mapping.version());
            statement.setObject(8, Timestamps.parameter(at));
            statement.setString(9, series.device());
            statement.setString(10, series.measure().name());
            statement.setString(11, series.unit().code());
            statement.executeUpdate();
        }
    }

    Optional<Series> of(String instance, String item) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                NEWEST + "where i.instance = ? and i.item = ? order by s.item, s.revision desc")) {
            statement.setString(1, instance);
            statement.setString(2, item);
            return read(statement).stream().findFirst();
        }
    }

    /** The series of the windows' items, as far as they are known; of two windows of one item the union. */
    Map<Series, SeriesWindow> within(Collection<SeriesWindow> windows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEWEST
                + "join unnest(?, ?) asked (instance, item) on asked.instance = i.instance and asked.item = i.item"
                + " order by s.item, s.revision desc")) {
            statement.setArray(1, connection.createArrayOf("text", windows.stream().map(SeriesWindow::instance).toArray()));
            statement.setArray(2, connection.createArrayOf("text", windows.stream().map(SeriesWindow::item).toArray()));
            Map<List<String>, SeriesWindow> byItem = new HashMap<>();
            for (SeriesWindow window : windows) {
                byItem.merge(List.of(window.instance(), window.item()), window, SeriesTable::union);
            }
            Map<Series, SeriesWindow> found = new HashMap<>();
            for (Series series : read(statement)) {
                found.put(series, byItem.get(List.of(series.instance(), series.item())));
            }
            return found;
        }
    }

    private static SeriesWindow union(SeriesWindow one, SeriesWindow other) {
        return new SeriesWindow(one.instance(), one.item(), Math.min(one.from(), other.from()), Math.max(one.to(), other.to()));
    }

    /** Every series that one of the devices measures; a revision counts from the next leaf of the log on. */
    List<Series> of(Collection<String> devices, AsOf asOf) throws SQLException {
        String described = asOf.size().isEmpty() ? "" : " and s.log_size < current_setting('weft.as_of')::bigint";
        try (PreparedStatement statement = connection.prepareStatement("select * from (" + NEWEST
                + "where s.item in (select item from series where device = any(?))" + described
                + " order by s.item, s.revision desc) newest"
                + " where device = any(?) order by instance, item")) {
            statement.setArray(1, connection.createArrayOf("text", devices.toArray()));
            statement.setArray(2, connection.createArrayOf("text", devices.toArray()));
            return read(statement);
        }
    }

    private static List<Series> read(PreparedStatement statement) throws SQLException {
        List<Series> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Series(row.getString("instance"), row.getString("item"), row.getString("device"),
                        Series.Measure.valueOf(row.getString("measure")), new Unit(row.getString("unit"))));
            }
        }
        return found;
    }

    List<UndescribedItem> undescribed() throws SQLException {
        List<UndescribedItem> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select i.instance, i.item, count(*) as readings
                  from item i join reading r on r.item = i.id
                 where not exists (select from series s where s.item = i.id)
                 group by i.instance, i.item order by i.instance, i.item""");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new UndescribedItem(row.getString(1), row.getString(2), row.getLong(3)));
            }
        }
        return found;
    }
}
