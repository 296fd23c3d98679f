package io.weft.tamper;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long after the hub received a record a signed checkpoint covered it: until then it can be changed unseen. */
final class Tail {

    private static final String SQL = """
            with placed as (
                select l.leaf_index, coalesce(e.record_time, b.received_at) as at,
                       e.classes && '{6,11,13}'::smallint[] as urgent
                  from leaf l left join event e on e.record = l.record left join batch b on b.record = l.record),
            covered as (
                select coalesce(urgent, false) as urgent, extract(epoch from (
                    select min(c.signed_at) from checkpoint c where c.size > placed.leaf_index) - at) as seconds from placed)
            select urgent, count(*), round(percentile_disc(0.5) within group (order by seconds), 3),
                   round(percentile_disc(0.99) within group (order by seconds), 3), round(max(seconds), 3), count(*) filter (where seconds is null)
              from covered group by urgent order by urgent""";

    private Tail() {
    }

    /** By seconds, of custody, quality and deviation, and of all else. */
    static Map<String, Object> of(Connection database) throws SQLException {
        Map<String, Object> tail = new LinkedHashMap<>();
        try (Statement statement = database.createStatement(); ResultSet row = statement.executeQuery(SQL)) {
            while (row.next()) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("records", row.getLong(2));
                if (row.getBigDecimal(3) != null) {
                    figures.put("medianSeconds", row.getBigDecimal(3));
                    figures.put("p99Seconds", row.getBigDecimal(4));
                    figures.put("maximumSeconds", row.getBigDecimal(5));
                }
                figures.put("uncovered", row.getLong(6));
                tail.put(row.getBoolean(1) ? "urgent" : "others", figures);
            }
        }
        database.rollback();
        return tail;
    }
}
