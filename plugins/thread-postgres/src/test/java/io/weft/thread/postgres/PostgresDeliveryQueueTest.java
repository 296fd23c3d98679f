package io.weft.thread.postgres;

import io.weft.delivery.DeliveryQueue;
import io.weft.tck.DeliveryQueueContract;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresDeliveryQueueTest extends DeliveryQueueContract {

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
    protected DeliveryQueue queue() {
        return new PostgresDeliveryQueue(database.sessions());
    }
}
