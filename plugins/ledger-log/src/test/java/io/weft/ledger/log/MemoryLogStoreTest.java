package io.weft.ledger.log;

import io.weft.event.EvidenceClass;
import io.weft.ledger.LogStore;
import io.weft.tck.LogStoreContract;
import io.weft.tck.MemoryLogStore;
import java.time.Clock;
import java.util.Set;

/** The store that the tests here rest on is held to the same contract as the real one. */
class MemoryLogStoreTest extends LogStoreContract {

    private final MemoryLogStore store = new MemoryLogStore(Clock.systemUTC());

    @Override
    protected LogStore store() {
        return store;
    }

    @Override
    protected void record(byte[] leafHash, Set<EvidenceClass> classes, boolean urgent) {
        store.record(leafHash, classes, urgent);
    }
}
