package io.weft.thread.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.adapter.ReadingBatch;
import io.weft.event.EvidenceClass;
import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.event.Unit;
import io.weft.ledger.PendingLeaf;
import io.weft.ledger.proof.Merkle;
import io.weft.tck.SampleEvent;
import io.weft.tck.SampleMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassesOfLeavesTest {

    private static final String ORIGIN = "weft.example/classes";
    private static final String EIGHT = "2026-03-01T08:00:00Z";

    private static TestDatabase database;

    private PostgresThreadStore store;
    private PostgresLogStore log;
    private long readings;

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
        log = new PostgresLogStore(database.sessions());
    }

    @Test
    void anEventsLeafBearsItsClasses() throws Exception {
        store.store(SampleMessage.of("m-1").classes(EvidenceClass.CUSTODY, EvidenceClass.DEVIATION_AND_DECISION)
                .tells(SampleEvent.object("urn:uuid:00000000-0000-4000-8000-000000000001", EIGHT)
                        .lot("https://id.gs1.org/01/09521321000018/10/L-1", "5")).mapped());
        assertEquals(Map.of(EvidenceClass.CUSTODY, 1L, EvidenceClass.DEVIATION_AND_DECISION, 1L), sequenced());
    }

    @Test
    void aBatchsLeafBearsWhatItsSeriesMeasureAndClimateWhereNobodySaid() throws Exception {
        batch("door");
        assertEquals(Map.of(EvidenceClass.CLIMATE, 1L), sequenced());

        store.describe(new Series("opcua~a", "door", "https://id.gs1.org/8004/0952132DEV1", Series.Measure.DOOR_OPEN,
                new Unit("C62")), SampleMessage.MAPPING);
        batch("door");
        batch("door", "never described");
        assertEquals(Map.of(EvidenceClass.SHOCK_LIGHT_DOOR_SEAL, 2L, EvidenceClass.CLIMATE, 1L), sequenced());
    }

    @Test
    void whatASeriesMeasuresIsKnownAfterARestart() throws Exception {
        store.describe(new Series("opcua~a", "door", "https://id.gs1.org/8004/0952132DEV1", Series.Measure.DOOR_OPEN,
                new Unit("C62")), SampleMessage.MAPPING);
        store = new PostgresThreadStore(database.sessions());
        batch("door");
        assertEquals(Map.of(EvidenceClass.SHOCK_LIGHT_DOOR_SEAL, 1L), sequenced());
    }

    private void batch(String... items) throws Exception {
        store.store(new ReadingBatch("opcua~a", "sensors", Instant.parse(EIGHT), Stream.of(items)
                .map(item -> new Reading(item, 638_000_000_000_000_000L + readings++, Optional.of(BigDecimal.ONE), 0)).toList()));
    }

    /** Sequences what waits. @return how many of those leaves bear each class */
    private Map<EvidenceClass, Long> sequenced() throws Exception {
        long before = log.head(ORIGIN).size();
        log.sequence(ORIGIN, 100, (head, leaves) -> Merkle.append(head, leaves.stream().map(PendingLeaf::leafHash).toList()));
        return log.classes(ORIGIN, before, log.head(ORIGIN).size());
    }
}
