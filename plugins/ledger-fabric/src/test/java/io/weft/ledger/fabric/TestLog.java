package io.weft.ledger.fabric;

import io.weft.event.Digests;
import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogStatus;
import io.weft.ledger.log.EvidenceLog;
import io.weft.ledger.log.LogConfiguration;
import io.weft.tck.MemoryLogStore;
import io.weft.thread.StoreUnavailableException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/** The hub's own log on a store in memory. */
final class TestLog {

    private final MemoryLogStore store;
    private final EvidenceLog log;
    private int records;

    TestLog(Path folder) throws StoreUnavailableException {
        this(new MemoryLogStore(Clock.systemUTC()), folder, "weft.test/" + UUID.randomUUID());
    }

    TestLog(MemoryLogStore store, Path folder, String origin) throws StoreUnavailableException {
        this.store = store;
        this.log = new EvidenceLog(store, new Configuration(origin, folder.resolve("secrets/ledger.key").toString()));
        log.advance();
    }

    /** Records some more and signs a checkpoint over all. */
    Checkpoint grow(int leaves) throws StoreUnavailableException {
        for (int i = 0; i < leaves; i++) {
            byte[] leaf = Digests.sha256((log.origin() + records++).getBytes(StandardCharsets.UTF_8));
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

    private record Configuration(String origin, String keyFile) implements LogConfiguration {

        @Override
        public int epoch() {
            return 1;
        }

        @Override
        public int telemetry_leaves() {
            return 10_000;
        }

        @Override
        public int telemetry_seconds() {
            return 10;
        }

        @Override
        public int sequence_maximum() {
            return 5_000;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return LogConfiguration.class;
        }
    }
}
