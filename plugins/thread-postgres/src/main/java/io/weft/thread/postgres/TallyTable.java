package io.weft.thread.postgres;

import io.weft.adapter.Outcome;
import io.weft.thread.Counts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** How much came from each system, told by every transaction for what it stores. */
final class TallyTable {

    private static final String READINGS = "READINGS";
    private static final String REPEATED_READINGS = "REPEATED_READINGS";
    /** Transactions of this hub between two foldings: what {@link #counts} reads is at most some thousand rows. */
    private static final long UNTIL_FOLDED = 2_048;
    private static final AtomicLong TRANSACTIONS = new AtomicLong();

    private final Map<Counted, Long> amounts = new TreeMap<>();

    private record Counted(String system, String kind) implements Comparable<Counted> {

        @Override
        public int compareTo(Counted other) {
            int bySystem = system.compareTo(other.system);
            return bySystem != 0 ? bySystem : kind.compareTo(other.kind);
        }
    }

    void message(String system, Outcome outcome) {
        add(system, outcome.name(), 1);
    }

    /** A message of which something else became. */
    void changed(String system, Outcome before, Outcome now) {
        add(system, before.name(), -1);
        add(system, now.name(), 1);
    }

    void readings(String system, long stored, long repeated) {
        add(system, READINGS, stored);
        add(system, REPEATED_READINGS, repeated);
    }

    private void add(String system, String kind, long amount) {
        amounts.merge(new Counted(StorableText.key(system), kind), amount, Long::sum);
    }

    void insert(Script script) throws SQLException {
        Rows rows = new Rows("tally", "system text", "kind text", "amount bigint");
        amounts.forEach((counted, amount) -> {
            if (amount != 0) {
                rows.add(counted.system(), counted.kind(), amount);
            }
        });
        rows.insert(script);
        if (TRANSACTIONS.incrementAndGet() % UNTIL_FOLDED == 0) {
            // Rows that others add meanwhile are not seen and stay; of two who fold at once the second finds nothing.
            script.add("""
                    with folded as (delete from tally returning system, kind, amount)
                    insert into tally (system, kind, amount) select system, kind, sum(amount) from folded group by system, kind""");
        }
    }

    /** By system. */
    static List<Counts> counts(Connection connection) throws SQLException {
        List<Counts> counts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select system, coalesce(sum(amount) filter (where kind not in ('READINGS', 'REPEATED_READINGS')), 0),
                       coalesce(sum(amount) filter (where kind = 'MAPPED'), 0),
                       coalesce(sum(amount) filter (where kind = 'IGNORED'), 0),
                       coalesce(sum(amount) filter (where kind = 'DUPLICATE'), 0),
                       coalesce(sum(amount) filter (where kind = 'QUARANTINED'), 0),
                       coalesce(sum(amount) filter (where kind = 'READINGS'), 0),
                       coalesce(sum(amount) filter (where kind = 'REPEATED_READINGS'), 0)
                  from tally group by system order by system""");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                counts.add(new Counts(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5),
                        row.getLong(6), row.getLong(7), row.getLong(8)));
            }
        }
        return counts;
    }
}
