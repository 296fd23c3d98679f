package io.weft.thread.postgres;

import io.weft.decision.DecisionStore;
import io.weft.tck.DecisionStoreContract;
import io.weft.thread.Intaken;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresDecisionStoreTest extends DecisionStoreContract {

    private static TestDatabase database;

    private ThreadStore store;

    @BeforeAll
    static void create() throws Exception {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() throws Exception {
        database.close();
    }

    @BeforeEach
    void empty() throws Exception {
        database.empty();
        store = new PostgresThreadStore(database.sessions());
    }

    @Override
    protected ThreadStore store() {
        return store;
    }

    @Override
    protected ThreadQuery query() {
        return new PostgresThreadQuery(database.sessions());
    }

    @Override
    protected DecisionStore decisions() {
        return new PostgresDecisionStore(database.sessions());
    }

    /** Deliveries are written last: a lock on their table stops the late message after its facts and before its commit. */
    @Override
    protected void storeAround(Intaken late, Callable<?> meanwhile) throws Exception {
        ExecutorService storing = Executors.newSingleThreadExecutor();
        try (Connection holder = database.open(); Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table delivery in share mode");
            Future<?> stored = storing.submit(() -> store.store(late));
            awaitWaiting(statement);
            meanwhile.call();
            holder.rollback();
            stored.get(30, TimeUnit.SECONDS);
        } finally {
            storing.shutdownNow();
        }
    }

    private static void awaitWaiting(Statement statement) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            try (ResultSet row = statement.executeQuery(
                    "select exists (select from pg_locks where not granted and relation = 'delivery'::regclass)")) {
                row.next();
                if (row.getBoolean(1)) {
                    return;
                }
            }
        }
        throw new AssertionError("the late message does not wait");
    }
}
