package io.weft.thread.postgres;

import io.weft.tck.IdentitiesContract;
import io.weft.thread.Identities;
import io.weft.thread.ThreadStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresIdentitiesTest extends IdentitiesContract {

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
    protected Identities identities() {
        return new PostgresIdentities(database.sessions());
    }
}
