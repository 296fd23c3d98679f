package io.weft.itests.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The PostgreSQL server that a hub runs for itself, looked at from outside.
 *
 * @param home the server's folder: {@code data} and {@code password}
 */
public record EmbeddedStore(Path home) {

    private static final String USER = "weft";
    /** Lines of {@code postmaster.pid} (PostgreSQL, storage/lockfiles): process id, data folder, start time, port. */
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    public Path passwordFile() {
        return home.resolve("password");
    }

    public String user() {
        return USER;
    }

    /** JDBC address of one of its databases. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postmaster().get(PORT_LINE).strip() + "/" + database;
    }

    /** Process id of the server. */
    public long pid() {
        return Long.parseLong(postmaster().get(PID_LINE).strip());
    }

    /** Ends the server, if a hub that was killed left it behind. */
    void end(Duration limit) {
        if (!Files.exists(home.resolve("data/postmaster.pid"))) {
            return;
        }
        ProcessHandle.of(pid()).filter(this::isOurs).ifPresent(server -> {
            server.destroy();
            try {
                server.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                server.destroyForcibly();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for process " + server.pid(), e);
            }
        });
    }

    /** The process id may be another program's since. */
    private boolean isOurs(ProcessHandle server) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(server.pid()), "cmdline")).contains(home.toString());
        } catch (IOException endedMeanwhile) {
            return false;
        }
    }

    /** Makes an empty database. */
    public void create(String database) throws SQLException {
        try (Connection connection = connect(password()); var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
    }

    /** A connection for the caller to close. */
    public Connection connect(String password) throws SQLException {
        return DriverManager.getConnection(url("postgres"), USER, password);
    }

    public String password() {
        return lines(passwordFile()).get(0);
    }

    private List<String> postmaster() {
        return lines(home.resolve("data/postmaster.pid"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
