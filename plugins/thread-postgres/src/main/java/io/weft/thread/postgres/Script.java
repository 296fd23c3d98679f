package io.weft.thread.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements that go to the database in one round trip. */
final class Script {

    private final Connection connection;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    Script(Connection connection) {
        this.connection = connection;
    }

    /** @param values one per question mark; arrays as {@link #array} makes them */
    Script add(String statement, Object... values) {
        if (sql.length() > 0) {
            sql.append(";\n");
        }
        sql.append(statement);
        parameters.addAll(List.of(values));
        return this;
    }

    Object array(String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    Connection connection() {
        return connection;
    }

    /**
     * As {@link #run}, and commits in the same round trip. A statement that fails keeps the server from going on to the commit
     * (PostgreSQL, message flow of the extended query protocol), so all of it is committed or nothing.
     */
    void runAndCommit() throws SQLException {
        if (sql.length() > 0) {
            add("commit");
            run();
        }
    }

    void run() throws SQLException {
        if (parameters.isEmpty() && sql.length() == 0) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            statement.execute();
        }
    }
}
