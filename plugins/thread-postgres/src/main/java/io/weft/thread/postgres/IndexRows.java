package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.ledger.check.Finding;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Whether events can be found by all that they say: the rows that intake makes of them, made again and looked for. */
final class IndexRows {

    /**
     * What has been made of every event since the schema's version 1. The other tables came with later versions, which did not
     * fill them for the events that were there.
     */
    private static final Set<String> FROM_THE_BEGINNING = Set.of("event_key", "containment");
    /** By which column a table has an index: a row that is right in it is found without reading the others. */
    private static final Map<String, String> LEADING = Map.of("event_key", "key_hash", "told_series", "device",
            "identity_link", "alias", "statement", "id", "lot_number", "number");

    private final Connection connection;
    private final ExplainingTime explaining;

    IndexRows(Connection connection, ExplainingTime explaining) {
        this.connection = connection;
        this.explaining = explaining;
    }

    /** A column of a row that is there, where all others are as they should be. */
    private record Near(String column, String found, String expected) {

        int bits() {
            if (found == null || expected == null) {
                return 1;
            }
            return new BigInteger(1, found.getBytes(StandardCharsets.UTF_8))
                    .xor(new BigInteger(1, expected.getBytes(StandardCharsets.UTF_8))).bitCount();
        }
    }

    /** @param records the events' numbers */
    List<Finding> absent(Map<Event, Long> records) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Rows due : EventTable.index(records)) {
            if (!due.isEmpty()) {
                explain(due, due.absent(connection), findings);
            }
        }
        return findings;
    }

    /**
     * The same of events that have no seal, for they were stored before the schema's version 11: only of tables that were there
     * from the beginning, whose keys had been other ones, so that how often a row stands there says nothing.
     */
    List<Finding> absentOfOlder(Map<Event, Long> records) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Rows due : EventTable.index(records)) {
            if (!due.isEmpty() && FROM_THE_BEGINNING.contains(due.table())) {
                explain(due, due.absentAltogether(connection), findings);
            }
        }
        return findings;
    }

    private void explain(Rows due, List<List<String>> absent, List<Finding> findings) throws SQLException {
        for (List<String> row : absent) {
            String name = name(due.columns(), row);
            findings.add(nearest(due, row)
                    .map(near -> Finding.altered(due.table(), name, near.column(), near.found(), near.expected()))
                    .orElseGet(() -> Finding.missing(due.table(), name, "",
                            String.join(", ", row.stream().map(String::valueOf).toList()))));
        }
    }

    /** Where a row is that differs in one column, that column was changed; of several the one with the fewest bits. */
    private Optional<Near> nearest(Rows due, List<String> row) throws SQLException {
        String leading = LEADING.get(due.table());
        Optional<Near> near = leading == null ? Optional.empty() : nearest(due, row, leading);
        return near.isPresent() ? near : nearest(due, row, Rows.ALL);
    }

    private Optional<Near> nearest(Rows due, List<String> row, String leading) throws SQLException {
        if (!explaining.left()) {
            return Optional.empty();
        }
        long began = explaining.now();
        List<List<String>> found = due.nearest(connection, row, leading, explaining.ofOne());
        explaining.spent(began);
        List<String> columns = due.columns();
        List<Near> candidates = new ArrayList<>();
        for (List<String> there : found) {
            if (due.holds(there)) {
                // Another event's, right as it is.
                continue;
            }
            for (int i = 0; i < columns.size(); i++) {
                if (!Objects.equals(there.get(i), row.get(i))) {
                    candidates.add(new Near(columns.get(i), there.get(i), row.get(i)));
                }
            }
        }
        return candidates.stream().min(Comparator.comparingInt(Near::bits));
    }

    private static String name(List<String> columns, List<String> row) {
        int event = columns.indexOf("event_id");
        if (event < 0) {
            return row.get(columns.indexOf("lot"));
        }
        int declaration = columns.indexOf("declaration");
        if (declaration < 0) {
            return row.get(event);
        }
        return row.get(event) + (row.get(declaration).isEmpty() ? "" : "@" + row.get(declaration)) + " "
                + row.get(columns.indexOf("role")) + " " + row.get(columns.indexOf("key"));
    }
}
