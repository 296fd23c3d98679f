package io.weft.thread.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.weft.database.Database;
import io.weft.thread.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions in the database. It does not need the database to come up: while that is away each call fails within the
 * connection timeout, and once it is back calls succeed again.
 */
@Component(configurationPid = "io.weft.thread.postgres", service = Sessions.class)
public final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int ATTEMPTS = 8;

    private final HikariDataSource pool;
    private volatile boolean migrated;

    /** Keys of {@code io.weft.thread.postgres}. */
    @interface Configuration {
        /** Connections that the store may hold at once. */
        int maximumPoolSize() default 16;

        /** Milliseconds that a caller waits for a connection before it is told that the store is down. */
        int connectionTimeoutMillis() default 2_000;

        /** Seconds that one statement may be silent before its connection is given up. */
        int socketTimeoutSeconds() default 30;
    }

    /** Work on one connection inside one transaction; may be called again with nothing of the last time committed. */
    @FunctionalInterface
    interface Work<T> {

        T on(Connection connection) throws SQLException;
    }

    @Activate
    public Sessions(@Reference(policyOption = ReferencePolicyOption.GREEDY) Database database, Configuration configuration) {
        this(database, configuration.maximumPoolSize(), configuration.connectionTimeoutMillis(),
                configuration.socketTimeoutSeconds());
    }

    /** Outside a container; arguments as the keys of {@code io.weft.thread.postgres}. */
    public Sessions(Database database, int maximumPoolSize, int connectionTimeoutMillis, int socketTimeoutSeconds) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(new PasswordFileDataSource(database, socketTimeoutSeconds));
        config.setPoolName("weft-store");
        config.setMaximumPoolSize(maximumPoolSize);
        config.setConnectionTimeout(connectionTimeoutMillis);
        config.setValidationTimeout(Math.min(1_000, connectionTimeoutMillis));
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(false);
        this.pool = new HikariDataSource(config);
    }

    @Deactivate
    public void close() {
        pool.close();
    }

    /** Commits what the work did; tries again when another transaction was in its way. */
    <T> T write(Work<T> work) throws StoreUnavailableException {
        return unlessDown(() -> writing(work));
    }

    /**
     * Commits what the work did. If another transaction was in its way, or a row is there already, nothing of it is left
     * and the other work is committed in its place.
     */
    <T> T write(Work<T> work, Work<T> otherwise) throws StoreUnavailableException {
        return unlessDown(() -> {
            try (Connection connection = connection()) {
                return commit(connection, work);
            } catch (SQLException e) {
                if (!SqlFaults.another(e)) {
                    throw e;
                }
            }
            return writing(otherwise);
        });
    }

    /** As {@link #write(Work)}, and lets the caller see what the database refused. */
    <T> T writing(Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connection()) {
                return commit(connection, work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !SqlFaults.another(e)) {
                    throw e;
                }
                LOG.debug("attempt {} met another transaction: {}", attempt, e.getMessage());
            }
        }
    }

    /** One consistent state of committed data; changes nothing. */
    <T> T read(Work<T> work) throws StoreUnavailableException {
        return unlessDown(() -> {
            try (Connection connection = connection()) {
                return commit(connection, snapshot -> {
                    // Not by the connection's own properties: those cost a round trip each, and again to set them back.
                    try (Statement statement = snapshot.createStatement()) {
                        statement.execute("set transaction isolation level repeatable read, read only");
                    }
                    return work.on(snapshot);
                });
            }
        });
    }

    private static <T> T commit(Connection connection, Work<T> work) throws SQLException {
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private Connection connection() throws SQLException {
        if (!migrated) {
            migrate();
        }
        return pool.getConnection();
    }

    private synchronized void migrate() throws SQLException {
        if (migrated) {
            return;
        }
        pool.getConnection().close();
        try {
            Schema.migrate(pool);
        } catch (FlywayException e) {
            throw new SQLException("the database is not at this version's schema: " + e.getMessage(), e);
        }
        migrated = true;
    }

    @FunctionalInterface
    private interface Call<T> {

        T call() throws SQLException;
    }

    private static <T> T unlessDown(Call<T> call) throws StoreUnavailableException {
        try {
            return call.call();
        } catch (SQLException e) {
            throw new StoreUnavailableException(SqlFaults.reason(e), e);
        }
    }
}
