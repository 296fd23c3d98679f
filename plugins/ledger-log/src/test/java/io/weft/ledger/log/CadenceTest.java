package io.weft.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.event.Digests;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.PendingLeaf;
import io.weft.ledger.proof.Merkle;
import io.weft.tck.MemoryLogStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 10 leaves or 5 s, whichever comes first; urgent ones at once. */
class CadenceTest {

    @TempDir
    Path folder;

    private LogFixture fixture;
    private MemoryLogStore store;
    private EvidenceLog log;

    @BeforeEach
    void start() {
        fixture = new LogFixture(folder);
        store = new MemoryLogStore(fixture.clock());
        log = fixture.log(store);
    }

    @Test
    void telemetryWaitsForTheCount() throws Exception {
        record(9, false);
        assertEquals(9, log.advance());
        assertEquals(0, signed());
        record(1, false);
        log.advance();
        assertEquals(10, signed());
    }

    @Test
    void telemetryWaitsNoLongerThanTheInterval() throws Exception {
        record(1, false);
        log.advance();
        fixture.clock().advance(Duration.ofMillis(4_999));
        record(1, false);
        log.advance();
        assertEquals(0, signed());
        fixture.clock().advance(Duration.ofMillis(1));
        assertEquals(0, log.advance());
        assertEquals(2, signed());
    }

    @Test
    void anUrgentLeafTakesTheOthersWithIt() throws Exception {
        record(3, false);
        log.advance();
        record(1, true);
        log.advance();
        assertEquals(4, signed());
    }

    @Test
    void whatWasSequencedBeforeARestartIsSignedAtOnce() throws Exception {
        record(3, false);
        log.advance();
        assertEquals(0, signed());
        fixture.log(store).advance();
        assertEquals(3, signed());
    }

    @Test
    void whatAnotherHubSequencedAndLeftIsSigned() throws Exception {
        record(1, true);
        log.advance();
        record(2, true);
        store.sequence(LogFixture.ORIGIN, 100, (head, leaves) -> Merkle.append(head,
                leaves.stream().map(PendingLeaf::leafHash).toList()));
        assertEquals(0, log.advance());
        assertEquals(3, signed());
    }

    @Test
    void aLongBacklogIsTakenInManyTransactionsOfOneCall() throws Exception {
        record(350, false);
        assertEquals(350, log.advance());
        assertEquals(350, signed());
    }

    private long signed() {
        return store.latest(LogFixture.ORIGIN).map(Checkpoint::size).orElse(0L);
    }

    private void record(int count, boolean urgent) {
        for (int i = 0; i < count; i++) {
            store.record(Digests.sha256(new byte[] {(byte) i}), urgent);
        }
    }
}
