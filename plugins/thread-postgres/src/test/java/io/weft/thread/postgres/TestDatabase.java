package io.weft.thread.postgres;

import io.weft.database.Database;
import io.weft.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/** A database of its own on the one PostgreSQL server of this test run. */
final class TestDatabase implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TIMEOUT_SECONDS = 30;

    private final EmbeddedPostgres postgres;
    private final String name;
    private final Sessions sessions;
    private final boolean kept;

    private record Place(String url, String user, Path passwordFile) implements Database {
    }

    /** Starts with the first use and ends with the test run. */
    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of("target", "postgres"), 0, TIMEOUT);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
                return postgres;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }

        private static void stop(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("PostgreSQL does not stop", e);
            }
        }
    }

    private TestDatabase(EmbeddedPostgres postgres, String name, boolean kept) {
        this.postgres = postgres;
        this.name = name;
        this.kept = kept;
        this.sessions = new Sessions(place(postgres, name), 16, 2_000, kept ? 0 : TIMEOUT_SECONDS);
    }

    /** One that is made if it is not there and stays there; a statement may take as long as it likes. */
    static TestDatabase kept(EmbeddedPostgres postgres, String name) throws SQLException, IOException {
        try (Connection connection = open(postgres, EmbeddedPostgres.DATABASE);
                Statement statement = connection.createStatement()) {
            if (!statement.executeQuery("select 1 from pg_database where datname = '" + name + "'").next()) {
                statement.execute("create database " + name);
            }
        }
        return new TestDatabase(postgres, name, true);
    }

    static TestDatabase create() throws SQLException, IOException {
        return create(Server.POSTGRES);
    }

    static TestDatabase create(EmbeddedPostgres postgres) throws SQLException, IOException {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = open(postgres, EmbeddedPostgres.DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return new TestDatabase(postgres, name, false);
    }

    static Database place(EmbeddedPostgres postgres, String database) {
        return new Place(postgres.url(database), EmbeddedPostgres.USER, postgres.passwordFile());
    }

    /** To the schema of an older version; before the first use of {@link #sessions()}. */
    void migrate(String version) {
        Schema.migrate(new PasswordFileDataSource(place(postgres, name), TIMEOUT_SECONDS), version);
    }

    Sessions sessions() {
        return sessions;
    }

    /** What another hub on this database has; to be closed by the caller. */
    Sessions another() {
        return new Sessions(place(postgres, name), 4, 2_000, TIMEOUT_SECONDS);
    }

    /** A connection beside the store's own. */
    Connection open() throws SQLException, IOException {
        return open(postgres, name, kept ? 0 : TIMEOUT_SECONDS);
    }

    private static Connection open(EmbeddedPostgres postgres, String database) throws SQLException, IOException {
        return open(postgres, database, TIMEOUT_SECONDS);
    }

    private static Connection open(EmbeddedPostgres postgres, String database, int timeoutSeconds) throws SQLException {
        return new PasswordFileDataSource(place(postgres, database), timeoutSeconds).getConnection();
    }

    /** Leaves the schema and nothing in it. */
    void empty() throws Exception {
        sessions.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("""
                        do $$
                        declare tables text;
                        begin
                            select string_agg(quote_ident(relname), ', ') into tables from pg_class
                             where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                               and not relispartition and relname <> 'schema_history';
                            execute 'truncate ' || tables;
                        end
                        $$""");
            }
            return name;
        });
    }

    @Override
    public void close() throws SQLException, IOException {
        sessions.close();
        if (kept) {
            return;
        }
        try (Connection connection = open(postgres, EmbeddedPostgres.DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("drop database " + name + " with (force)");
        }
    }
}
