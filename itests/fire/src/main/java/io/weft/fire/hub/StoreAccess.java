package io.weft.fire.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The PostgreSQL server beside the hub, looked at and killed from outside.
 *
 * @param home its folder: {@code data} and {@code password}
 */
public record StoreAccess(Path home) {

    /** Lines of {@code postmaster.pid} (PostgreSQL, storage/lockfiles): process id, data folder, start time, port. */
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    static final String USER = "weft";

    /** The server's process; empty if none runs. */
    public Optional<ProcessHandle> postmaster() throws IOException {
        List<String> lines = lines();
        return lines.size() <= PORT_LINE ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip())).filter(this::isOurs);
    }

    /** For the caller to close; in autocommit off, so that results can be streamed. */
    public Connection connect() throws SQLException, IOException {
        Connection connection = DriverManager.getConnection(url(), USER, Files.readAllLines(passwordFile()).get(0));
        connection.setAutoCommit(false);
        return connection;
    }

    /** Of the hub's database, for JDBC. */
    String url() throws IOException {
        List<String> lines = lines();
        if (lines.size() <= PORT_LINE) {
            throw new IOException("the database server does not run");
        }
        return "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/postgres";
    }

    Path passwordFile() {
        return home.resolve("password");
    }

    /** Ends the server by SIGKILL, as a failing machine would. @return whether there was one */
    public boolean kill() throws IOException {
        Optional<ProcessHandle> postmaster = postmaster();
        postmaster.ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
        return postmaster.isPresent();
    }

    /** Asks a server that was left behind to stop. */
    void end() throws IOException {
        postmaster().ifPresent(handle -> {
            handle.destroy();
            handle.onExit().join();
        });
    }

    private boolean isOurs(ProcessHandle handle) {
        try {
            return handle.isAlive() && Files.readString(
                    Path.of("/proc", Long.toString(handle.pid()), "cmdline")).contains(home.toString());
        } catch (IOException endedMeanwhile) {
            return false;
        }
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(home.resolve("data/postmaster.pid"));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
