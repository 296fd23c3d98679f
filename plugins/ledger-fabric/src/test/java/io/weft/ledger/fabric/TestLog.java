package io.weft.ledger.fabric;

import io.weft.event.Digests;
import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogStatus;
import io.weft.ledger.log.EvidenceLog;
import io.weft.tck.MemoryLogStore;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** The hub's own log on a store in memory. */
final class TestLog {

    private final MemoryLogStore store;
    private final EvidenceLog log;
    private int records;

    /** Under a name of its own. */
    TestLog(Path folder) throws StoreUnavailableException, IOException {
        this(folder, "weft.test/" + UUID.randomUUID());
    }

    /** Begins anew with the key in the folder, as if nothing had been signed with it: the same leaves make the same tree. */
    TestLog(Path folder, String origin) throws StoreUnavailableException, IOException {
        Path key = folder.resolve("secrets/ledger.key");
        Files.deleteIfExists(key.resolveSibling("ledger.key.last"));
        this.store = new MemoryLogStore(Clock.systemUTC());
        this.log = EvidenceLog.at(store, origin, key);
        log.advance();
    }

    /** Records some more and signs a checkpoint over all. */
    Checkpoint grow(int leaves) throws StoreUnavailableException {
        return grow(leaves, "leaf");
    }

    /** @param text two logs with other texts are forks of each other */
    Checkpoint grow(int leaves, String text) throws StoreUnavailableException {
        for (int i = 0; i < leaves; i++) {
            byte[] leaf = Digests.sha256((text + records++).getBytes(StandardCharsets.UTF_8));
            store.record(leaf, Set.of(EvidenceClass.CUSTODY, EvidenceClass.SHIPMENT), true);
        }
        log.advance();
        return log.latest().orElseThrow();
    }

    EvidenceLog log() {
        return log;
    }

    String origin() {
        return log.origin();
    }

    MemoryLogStore store() {
        return store;
    }

    LogStatus.Sink status(CheckpointSink sink) throws StoreUnavailableException {
        return log.status().sinks().stream().filter(status -> status.name().equals(sink.name())).findFirst().orElseThrow();
    }
}
