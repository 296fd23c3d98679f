package io.weft.thread.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of one table, inserted by one statement. */
final class Rows {

    /** In place of a column: the table is read from end to end. */
    static final String ALL = "";
    private static final int NEAREST = 100;

    private final String table;
    private final List<Column> columns;
    private final List<Object[]> rows = new ArrayList<>();

    /**
     * @param element type of the array that carries the column's values
     * @param cast    type of the column, where it is another one
     */
    private record Column(String name, String element, String cast) {

        /** @param declaration {@code name type} or {@code name type cast} */
        static Column of(String declaration) {
            String[] parts = declaration.split(" ");
            return new Column(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
        }

        String type() {
            return cast.isEmpty() ? element : cast;
        }

        String selected() {
            return cast.isEmpty() ? name : name + "::" + cast;
        }
    }

    Rows(String table, String... columns) {
        this.table = table;
        this.columns = List.of(columns).stream().map(Column::of).toList();
    }

    /** @param values one per column, in their order; null where the column allows it */
    void add(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(table + ": " + values.length + " values for " + columns.size() + " columns");
        }
        rows.add(values);
    }

    /** Adds the insert to a script; nothing if there are no rows. Rows are inserted in their order. */
    void insert(Script script) throws SQLException {
        insert(script, "");
    }

    /** @param otherwise what to do with a row that is there, as SQL */
    void insert(Script script, String otherwise) throws SQLException {
        if (!rows.isEmpty()) {
            script.add("insert into " + table + " (" + names() + ") " + select() + otherwise, values(script));
        }
    }

    /**
     * Adds a statement that reads the rows from this table's name; nothing if there are no rows.
     *
     * @param statement starts with {@code with}
     */
    void insertWith(Script script, String statement) throws SQLException {
        if (!rows.isEmpty()) {
            script.add("with " + table + " as (" + select() + "), " + statement.substring("with ".length()), values(script));
        }
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private String select() {
        String arrays = columns.stream().map(column -> "?::" + column.element() + "[]").collect(Collectors.joining(", "));
        return "select " + columns.stream().map(Column::selected).collect(Collectors.joining(", "))
                + " from unnest(" + arrays + ") as rows(" + names() + ")";
    }

    private Object[] values(Script script) throws SQLException {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = script.array(columns.get(i).element(), column(i));
        }
        return values;
    }

    private Object[] column(int index) {
        Object[] values = array(columns.get(index).element());
        for (int row = 0; row < values.length; row++) {
            values[row] = rows.get(row)[index];
        }
        return values;
    }

    /** The driver sends arrays of these Java types in binary; of any other it makes a text that the server parses again. */
    private Object[] array(String element) {
        return switch (element) {
            case "bytea" -> new byte[rows.size()][];
            case "text" -> new String[rows.size()];
            case "int" -> new Integer[rows.size()];
            case "bigint" -> new Long[rows.size()];
            case "boolean" -> new Boolean[rows.size()];
            default -> new Object[rows.size()];
        };
    }

    String table() {
        return table;
    }

    List<String> columns() {
        return columns.stream().map(Column::name).toList();
    }

    /** Whether a row, as text of the database, is one of these. */
    boolean holds(List<String> there) {
        return rows.stream().anyMatch(row -> {
            for (int i = 0; i < row.length; i++) {
                String due = String.valueOf(row[i]);
                String found = String.valueOf(there.get(i));
                if (!due.equals(found) && !(columns.get(i).element().equals("timestamptz") && sameTime(due, found))) {
                    return false;
                }
            }
            return true;
        });
    }

    /** @param found as PostgreSQL writes it: a space for the T, and an offset of hours */
    private static boolean sameTime(String due, String found) {
        try {
            String time = found.replace(' ', 'T').replaceFirst("([+-][0-9]{2})$", "$1:00");
            return Instant.parse(due).equals(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Those of these rows that the table does not have, or not as often, by text. */
    List<List<String>> absent(Connection connection) throws SQLException {
        return absent(connection, "due.times");
    }

    /** Those of these rows that the table does not have at all, by text. */
    List<List<String>> absentAltogether(Connection connection) throws SQLException {
        return absent(connection, "1");
    }

    private List<List<String>> absent(Connection connection, String times) throws SQLException {
        List<List<String>> absent = new ArrayList<>();
        String names = names();
        String texts = columns.stream().map(column -> "due." + column.name() + "::text").collect(Collectors.joining(", "));
        // Equality that an index can serve; what may be null is compared as such.
        String same = columns.stream().map(column -> column.name().equals("supplies")
                ? "there.supplies is not distinct from due.supplies" : "there." + column.name() + " = due." + column.name())
                .collect(Collectors.joining(" and "));
        String sql = "select " + texts + " from (select " + names + ", count(*) as times from (" + select()
                + ") each group by " + names + ") due where (select count(*) from " + table + " there where " + same + ") < "
                + times;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(i + 1, connection.createArrayOf(columns.get(i).element(), column(i)));
            }
            read(statement, absent);
        }
        return absent;
    }

    /**
     * Rows of the table that differ from a row in one column, some of them. None if finding them takes too long.
     *
     * @param leading a column in which they do not differ and by which there is an index; {@link #ALL} reads the table
     */
    List<List<String>> nearest(Connection connection, List<String> row, String leading, Duration atMost) throws SQLException {
        List<List<String>> near = new ArrayList<>();
        String texts = columns.stream().map(column -> column.name() + "::text").collect(Collectors.joining(", "));
        String equal = columns.stream()
                .map(column -> "(" + column.name() + " is not distinct from ?::" + column.type() + ")::int")
                .collect(Collectors.joining(" + "));
        int lead = columns().indexOf(leading);
        String found = lead < 0 ? "" : leading + " = ?::" + columns.get(lead).type() + " and ";
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement statement = connection.prepareStatement("select " + texts + " from " + table + " where " + found
                + equal + " = " + (columns.size() - 1) + " limit " + NEAREST)) {
            patience(connection, String.valueOf(patience(connection, atMost)));
            int parameter = 1;
            if (lead >= 0) {
                statement.setString(parameter++, row.get(lead));
            }
            for (String value : row) {
                statement.setString(parameter++, value);
            }
            read(statement, near);
            patience(connection, "default");
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!SqlFaults.cancelled(e)) {
                throw e;
            }
            connection.rollback(before);
        }
        return near;
    }

    /** Milliseconds; well before the connection is given up for its silence. */
    private static long patience(Connection connection, Duration atMost) throws SQLException {
        int silent = connection.getNetworkTimeout();
        return Math.max(1, silent == 0 ? atMost.toMillis() : Math.min(atMost.toMillis(), silent / 2));
    }

    private static void patience(Connection connection, String milliseconds) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout to " + milliseconds);
        }
    }

    private void read(PreparedStatement statement, List<List<String>> into) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    values.add(row.getString(i));
                }
                into.add(values);
            }
        }
    }
}
