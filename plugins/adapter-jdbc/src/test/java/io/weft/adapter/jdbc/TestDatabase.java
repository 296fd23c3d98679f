package io.weft.adapter.jdbc;

import io.weft.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counterpart's database: a real PostgreSQL that may be stopped. */
final class TestDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private EmbeddedPostgres postgres;
    private int port;

    TestDatabase(String name) throws IOException, InterruptedException {
        home = Path.of("target", name).toAbsolutePath();
        start();
    }

    void start() throws IOException, InterruptedException {
        postgres = EmbeddedPostgres.start(home, port, PATIENCE);
        port = postgres.port();
    }

    void stop() throws IOException, InterruptedException {
        postgres.close();
    }

    Connection connect() throws SQLException {
        try {
            return DriverManager.getConnection(postgres.url(EmbeddedPostgres.DATABASE), EmbeddedPostgres.USER,
                    Files.readString(postgres.passwordFile()).strip());
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    TestDatabase execute(String sql, Object... values) throws SQLException {
        try (Connection connection = connect(); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
        return this;
    }

    /** The first column. */
    List<String> texts(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (results.next()) {
                texts.add(results.getString(1));
            }
            return texts;
        }
    }

    /** A configuration that logs in. */
    Map<String, Object> login() {
        return new HashMap<>(Map.of("url", postgres.url(EmbeddedPostgres.DATABASE), "user", EmbeddedPostgres.USER,
                "passwordFile", postgres.passwordFile().toAbsolutePath().toString(), "timeoutSeconds", "2"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
    }
}
