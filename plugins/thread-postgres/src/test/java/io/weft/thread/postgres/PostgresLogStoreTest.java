package io.weft.thread.postgres;

import io.weft.event.EvidenceClass;
import io.weft.ledger.LogStore;
import io.weft.tck.LogStoreContract;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresLogStoreTest extends LogStoreContract {

    private static TestDatabase database;

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
    }

    @Override
    protected LogStore store() {
        return new PostgresLogStore(database.sessions());
    }

    @Override
    protected void record(byte[] leafHash, Set<EvidenceClass> classes, boolean urgent) throws Exception {
        database.sessions().write(connection -> {
            new Script(connection).add("""
                    insert into outbox (record, leaf_hash, urgent, classes, created_at)
                    values (nextval('record_number'), ?, ?, ?, now())""", leafHash, urgent, ClassBits.of(classes)).run();
            return urgent;
        });
    }
}
