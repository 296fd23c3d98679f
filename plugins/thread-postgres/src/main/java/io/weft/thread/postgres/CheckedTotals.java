package io.weft.thread.postgres;

import io.weft.ledger.check.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Numbers that must agree in any one state of the store, and rows that nothing accounts for. Each comparison is one statement, so
 * that it sees one state and the next may see another: as long as one lasts, the database keeps what is deleted meanwhile.
 */
final class CheckedTotals {

    private static final int MOST = 100;

    private static final List<Comparison> ALL = List.of(
            // Each record has one place in the tree, or waits for it.
            surplus("leaf", "record", "a record of this number", """
                    select l.leaf_index, l.record from leaf l left join event e on e.record = l.record
                      left join batch b on b.record = l.record where e.record is null and b.record is null"""),
            surplus("outbox", "record", "a record of this number", """
                    select o.record, o.record from outbox o left join event e on e.record = o.record
                      left join batch b on b.record = o.record where e.record is null and b.record is null"""),
            // Readings belong to batches.
            surplus("reading", "batch", "a batch of this number", """
                    select r.batch, count(*) || ' reading(s)' from reading r left join batch b on b.record = r.batch
                     where b.record is null group by r.batch"""),
            // What leads to an event leads to one that is there, at its time.
            surplus("event_key", "", "an event of this id, number and time", """
                    select k.event_id, k.role || ' ' || k.key from event_key k left join event e on e.record = k.record
                       and e.event_id = k.event_id and e.declaration = k.declaration and e.event_time = k.event_time
                     where e.record is null"""),
            ofAnEvent("containment"), ofAnEvent("identity_link"), ofAnEvent("statement"), ofAnEvent("told_series"),
            surplus("checkpoint_receipt", "size", "a checkpoint of this size", """
                    select r.sink || ' ' || r.size, r.size from checkpoint_receipt r left join checkpoint c
                        on c.origin = r.origin and c.size = r.size where c.size is null"""),
            // What was counted as it came is what is there.
            new Comparison("""
                    with counted as (select system, kind, sum(amount) as amount from tally group by system, kind),
                    there as (
                        select system, outcome as kind, count(*)::numeric as amount from message group by system, outcome
                        union all select system, 'DUPLICATE', count(*) from message_repeat group by system
                        union all select system, 'READINGS', sum(stored) from batch group by system
                        union all select system, 'REPEATED_READINGS', sum(repeated) from batch group by system)
                    select coalesce(c.system, t.system) || ' ' || coalesce(c.kind, t.kind), coalesce(c.amount, 0),
                           coalesce(t.amount, 0)
                      from counted c full join there t on t.system = c.system and t.kind = c.kind
                     where coalesce(c.amount, 0) <> coalesce(t.amount, 0)""", row -> Finding.altered("tally", row.get(0),
                    "amount", row.get(1), row.get(2) + ", as many as there are")));

    private CheckedTotals() {
    }

    /** @param finding of a row's values, as text */
    private record Comparison(String sql, Function<List<String>, Finding> finding) implements Sessions.Work<List<Finding>> {

        @Override
        public List<Finding> on(Connection connection) throws SQLException {
            List<Finding> findings = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql + " limit " + MOST)) {
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.add(row.getString(i));
                    }
                    findings.add(finding.apply(values));
                }
            }
            return findings;
        }
    }

    /** What is to be compared, each in a transaction of its own; reads whole tables. */
    static List<? extends Sessions.Work<List<Finding>>> comparisons() {
        return ALL;
    }

    private static Comparison ofAnEvent(String table) {
        return surplus(table, "event_id", "an event of this id", "select t.event_id, t.event_id from " + table
                + " t left join event e on e.event_id = t.event_id and e.declaration = '' where e.event_id is null");
    }

    /** @param sql selects the record's name and what is found there */
    private static Comparison surplus(String table, String field, String expected, String sql) {
        return new Comparison(sql, row -> Finding.surplus(table, row.get(0), field, row.get(1), expected));
    }
}
