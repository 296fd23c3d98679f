package io.weft.bench.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The hub's PostgreSQL, looked at from outside: the store itself, and databases beside it with the same schema. */
public final class Store {

    private static final String DATABASE = "postgres";
    private static final String USER = "weft";
    private static final int PORT_LINE = 3;
    private static final String MIGRATIONS = "/io/weft/thread/postgres/migration/";

    private final Path home;

    /** @param home the server's folder: {@code data} and {@code password} */
    Store(Path home) {
        this.home = home;
    }

    /** A connection to the hub's own database, for the caller to close. */
    public Connection connect() throws IOException, SQLException {
        return connect(DATABASE);
    }

    /** A connection to another database of the server, for the caller to close. */
    public Connection connect(String database) throws IOException, SQLException {
        String port = Files.readAllLines(home.resolve("data/postmaster.pid")).get(PORT_LINE).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database
                + "?reWriteBatchedInserts=true", USER, Files.readAllLines(home.resolve("password")).get(0));
    }

    /** Makes a database with the schema of the store, and nothing in it. */
    public void createEmpty(String database) throws IOException, SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + database + " with (force)");
            statement.execute("create database " + database);
        }
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            for (String migration : migrations()) {
                statement.execute(migration);
            }
        }
    }

    /** The store's own migrations, in the order in which the hub ran them. */
    private List<String> migrations() throws IOException, SQLException {
        List<String> scripts = new ArrayList<>();
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                var script = statement.executeQuery("select script from schema_history order by installed_rank")) {
            while (script.next()) {
                scripts.add(resource(script.getString(1)));
            }
        }
        return scripts;
    }

    private static String resource(String script) throws IOException {
        try (var in = Store.class.getResourceAsStream(MIGRATIONS + script)) {
            if (in == null) {
                throw new IOException(script + ": the hub's schema has it, this program does not");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** One number of the hub's own database. */
    public long number(String sql) throws IOException, SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
