package io.weft.thread.postgres;

import io.weft.ledger.LogStore;
import io.weft.tck.ThreadQueryContract;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresThreadQueryTest extends ThreadQueryContract {

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
    protected LogStore log() {
        return new PostgresLogStore(database.sessions());
    }

    @Override
    protected ThreadQuery query() {
        return new PostgresThreadQuery(database.sessions());
    }
}
