package io.weft.thread.postgres;

import io.weft.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections with the password that the file holds at that moment, so that it can be changed while the hub runs. */
final class PasswordFileDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;
    private static final String INVALID_PASSWORD = "28P01";

    private final transient Database database;

    PasswordFileDataSource(Database database, int socketTimeoutSeconds) {
        this.database = database;
        setUrl(database.url());
        setUser(database.user());
        setApplicationName("weft");
        setConnectTimeout(2);
        setSocketTimeout(socketTimeoutSeconds);
        setTcpKeepAlive(true);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(database.user(), password());
    }

    private String password() throws SQLException {
        try {
            List<String> lines = Files.readAllLines(database.passwordFile());
            if (!lines.isEmpty()) {
                return lines.get(0);
            }
        } catch (IOException e) {
            throw new SQLException(
                    "passwordFile: '" + database.passwordFile() + "' cannot be read", INVALID_PASSWORD, e);
        }
        throw new SQLException("passwordFile: '" + database.passwordFile() + "' is empty", INVALID_PASSWORD);
    }
}
