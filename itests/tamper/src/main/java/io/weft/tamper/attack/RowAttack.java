package io.weft.tamper.attack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Changes one bit of one column of one row, past whatever the store would say to it, and changes it back. */
public final class RowAttack {

    private final Connection database;
    private final StoredTable table;
    private final List<Row> rows;

    /** @param keys what the table's condition asks for */
    private record Row(String name, String subject, List<String> keys) {
    }

    private RowAttack(Connection database, StoredTable table, List<Row> rows) {
        this.database = database;
        this.table = table;
        this.rows = rows;
    }

    /** @param database as superuser, without autocommit */
    public static RowAttack on(StoredTable table, Connection database) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = database.createStatement(); ResultSet row = statement.executeQuery(table.sample())) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> keys = new ArrayList<>();
                for (int i = 3; i <= columns; i++) {
                    keys.add(row.getString(i));
                }
                rows.add(new Row(row.getString(1), row.getString(2), keys));
            }
        }
        database.commit();
        return new RowAttack(database, table, rows);
    }

    public StoredTable table() {
        return table;
    }

    public boolean possible() {
        return !rows.isEmpty();
    }

    /** A row as it stands now: {@code ctid} and {@code tableoid} find it though its key was changed. */
    private record Place(String ctid, String partition) {
    }

    /** One changed bit. */
    public final class Change {

        private final Row row;
        private final Column column;
        private final byte[] before;
        private final List<byte[]> covered;
        private final byte[] after;
        private final Place place;
        private final String nameAfter;

        private Change(Row row, Column column, byte[] before, List<byte[]> covered, byte[] after, Place place, String nameAfter) {
            this.row = row;
            this.column = column;
            this.before = before;
            this.covered = covered;
            this.after = after;
            this.place = place;
            this.nameAfter = nameAfter;
        }

        public Column column() {
            return column;
        }

        public String subjectKind() {
            return table.kind();
        }

        public String subject() {
            return row.subject();
        }

        /** Whether a finding names this row and this column. */
        public boolean isNamedBy(String findingTable, String record, String field) {
            return findingTable.equals(table.name()) && (record.equals(row.name()) || record.equals(nameAfter))
                    && column.fields().stream().anyMatch(name -> name.endsWith(" ") ? field.startsWith(name)
                            : field.equals(name) || field.startsWith(name + "["));
        }

        public void undo() throws SQLException {
            List<String> values = covered.stream().map(bytes -> bytes == null ? "null" : Form.BYTES.assign(bytes).orElseThrow()).toList();
            write(place, column, before, values);
            database.commit();
        }

        @Override
        public String toString() {
            return table.name() + "." + column.name() + " of " + row.name() + ": " + HexFormat.of().formatHex(before, 0,
                    Math.min(40, before.length)) + " -> " + HexFormat.of().formatHex(after, 0, Math.min(40, after.length));
        }
    }

    /** Empty if the column has no value there, or no value has those bits, or an index of the database refuses it. */
    public Optional<Change> change(RandomGenerator random) throws SQLException {
        Row row = rows.get(random.nextInt(rows.size()));
        Column column = table.columns().get(random.nextInt(table.columns().size()));
        try (PreparedStatement statement = database.prepareStatement("select ctid::text, tableoid::text, " + column.form().select(column.name())
                + column.covers().stream().map(cover -> ", " + cover.column()).collect(Collectors.joining())
                + " from " + table.name() + " where " + table.where())) {
            for (int i = 0; i < row.keys().size(); i++) {
                statement.setString(i + 1, row.keys().get(i));
            }
            try (ResultSet found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalStateException(table.name() + " " + row.name() + " is not there: an earlier change was not undone");
                }
                byte[] before = found.getBytes(3);
                if (before == null || before.length == 0) {
                    database.rollback();
                    return Optional.empty();
                }
                List<byte[]> covered = new ArrayList<>();
                for (int i = 0; i < column.covers().size(); i++) {
                    covered.add(found.getBytes(4 + i));
                }
                byte[] after = column.form().flipped(before, random);
                Optional<Place> changed = column.form().assign(after).isEmpty() ? Optional.empty()
                        : tryTo(new Place(found.getString(1), found.getString(2)), column, after);
                if (changed.isEmpty()) {
                    database.rollback();
                    return Optional.empty();
                }
                String name = name(changed.get());
                database.commit();
                return Optional.of(new Change(row, column, before, covered, after, changed.get(), name));
            }
        }
    }

    private Optional<Place> tryTo(Place place, Column column, byte[] value) {
        try {
            String sql = column.form().assign(value).orElseThrow();
            return Optional.of(write(place, column, value, column.covers().stream().map(cover -> cover.sql().formatted(sql)).toList()));
        } catch (SQLException refused) {
            return Optional.empty();
        }
    }

    /** @param covers SQL of what is written beside it */
    private Place write(Place place, Column column, byte[] value, List<String> covers) throws SQLException {
        StringBuilder beside = new StringBuilder();
        for (int i = 0; i < covers.size(); i++) {
            beside.append(", ").append(column.covers().get(i).column()).append(" = ").append(covers.get(i));
        }
        try (Statement statement = database.createStatement(); ResultSet row = statement.executeQuery("update " + table.name() + " set "
                + column.name() + " = " + column.form().assign(value).orElseThrow() + beside + " where tableoid = " + place.partition()
                + " and ctid = '" + place.ctid() + "' returning ctid::text, tableoid::text")) {
            if (!row.next()) {
                throw new IllegalStateException(table.name() + " at " + place + " is not there any more");
            }
            return new Place(row.getString(1), row.getString(2));
        }
    }

    /** What findings call the row now; empty if its change left it without what names it. */
    private String name(Place place) throws SQLException {
        try (Statement statement = database.createStatement(); ResultSet row = statement.executeQuery(
                table.row(place.partition(), place.ctid()))) {
            return row.next() && row.getString(1) != null ? row.getString(1) : "";
        }
    }
}
