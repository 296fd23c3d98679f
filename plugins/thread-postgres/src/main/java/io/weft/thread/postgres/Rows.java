package io.weft.thread.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of one table, inserted by one statement. */
final class Rows {

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
}
