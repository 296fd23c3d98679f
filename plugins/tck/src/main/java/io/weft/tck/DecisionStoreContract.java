package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.ReadingBatch;
import io.weft.decision.Decided;
import io.weft.decision.DecisionStore;
import io.weft.decision.Fact;
import io.weft.decision.Facts;
import io.weft.event.EvidenceClass;
import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.event.SourceTime;
import io.weft.event.Unit;
import io.weft.identity.ThreadKey;
import io.weft.mapping.MappingRef;
import io.weft.thread.Intaken;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What a {@link DecisionStore} owes policies. Each test begins with an empty store. */
public abstract class DecisionStoreContract {

    private static final ThreadKey LOT = new ThreadKey("09521321000018", "L-1");
    private static final String EIGHT = "2026-03-01T08:00:00Z";
    private static final String POLICY = "tck.limits@1.2.3";

    protected abstract DecisionStore decisions() throws Exception;

    protected abstract ThreadStore store() throws Exception;

    protected abstract ThreadQuery query() throws Exception;

    /**
     * Stores a message with one delivery such that its facts are written before, and committed after, what happens
     * meanwhile.
     */
    protected abstract void storeAround(Intaken late, Callable<?> meanwhile) throws Exception;

    @Test
    public void factsComeInTheOrderOfTheirCommitAndEachOnce() throws Exception {
        store().store(SampleMessage.of("1").tells(event("1")).tells(event("2")).mapped());
        List<Reading> readings = List.of(reading(0), reading(1));
        store().store(new ReadingBatch("opcua~a", "sensors", Instant.parse(EIGHT), readings));
        store().describe(new Series("opcua~a", "T", "https://id.gs1.org/8004/0952132DEV1", Series.Measure.TEMPERATURE,
                new Unit("CEL")), SampleMessage.MAPPING);
        List<Fact> expected = List.of(new Fact.EventStored(event("1").event()), new Fact.EventStored(event("2").event()),
                new Fact.ReadingsStored("opcua~a", readings), new Fact.SeriesDescribed("opcua~a", "T"));
        assertEquals(expected, decisions().next(POLICY, 100).facts());
        assertEquals(expected, decisions().next(POLICY, 100).facts());
        List<Fact> seen = new ArrayList<>();
        for (Facts facts = decisions().next(POLICY, 3); !facts.facts().isEmpty(); facts = decisions().next(POLICY, 3)) {
            seen.addAll(facts.facts());
            assertTrue(decisions().commit(POLICY, facts, nothing()));
        }
        assertEquals(expected, seen);
        Facts none = decisions().next(POLICY, 3);
        assertEquals(none.from(), none.to());
        assertEquals(4, decisions().next("another", 100).facts().size());
    }

    @Test
    public void whatAddedNothingIsNoFact() throws Exception {
        store().store(SampleMessage.of("1").tells(event("1")).mapped());
        store().store(SampleMessage.of("1").tells(event("1")).mapped());
        store().store(SampleMessage.of("2").tells(event("1")).mapped());
        ReadingBatch batch = new ReadingBatch("opcua~a", "sensors", Instant.parse(EIGHT), List.of(reading(0)));
        store().store(batch);
        store().store(batch);
        assertEquals(2, decisions().next(POLICY, 100).facts().size());
    }

    /** A feed that asked for ids above the last one would never see the late one. */
    @Test
    public void aLateCommitIsNotLost() throws Exception {
        Intaken late = SampleMessage.of("late").tells(event("late")).delivers("http~wms", "L-1", null).mapped();
        List<Fact> seen = new ArrayList<>();
        storeAround(late, () -> {
            store().store(SampleMessage.of("quick").tells(event("quick")).mapped());
            Facts facts = decisions().next(POLICY, 100);
            seen.addAll(facts.facts());
            return decisions().commit(POLICY, facts, nothing());
        });
        seen.addAll(decisions().next(POLICY, 100).facts());
        assertEquals(List.of(new Fact.EventStored(event("late").event()), new Fact.EventStored(event("quick").event())), seen);
    }

    @Test
    public void resultsAndCursorAreCommittedTogetherOrNotAtAll() throws Exception {
        store().store(SampleMessage.of("1").tells(event("1")).mapped());
        Facts facts = decisions().next(POLICY, 100);
        assertEquals(Optional.empty(), decisions().state(POLICY, LOT));
        assertTrue(decisions().commit(POLICY, facts, decided("a")));
        assertArrayEquals(bytes("a"), decisions().state(POLICY, LOT).orElseThrow());
        assertFalse(decisions().commit(POLICY, facts, decided("b")));
        assertArrayEquals(bytes("a"), decisions().state(POLICY, LOT).orElseThrow());
        assertEquals(Optional.empty(), decisions().state("another", LOT));
        store().store(SampleMessage.of("2").tells(event("2")).mapped());
        assertTrue(decisions().commit(POLICY, decisions().next(POLICY, 100), decided("c")));
        assertArrayEquals(bytes("c"), decisions().state(POLICY, LOT).orElseThrow());
    }

    @Test
    public void aDecisionIsAnEventWithItsGroundsAndAFactItself() throws Exception {
        SampleMessage decision = SampleMessage.of("decision").from("weft").classes(EvidenceClass.DEVIATION_AND_DECISION)
                .tells(event("deviation")).delivers("http~wms", "L-1", "urn:weft:hold:1");
        Decided decided = new Decided(Map.of(LOT, bytes("a")), List.of(decision.evidenced()), List.of(decision.delivery()),
                Map.of(event("deviation").id(), bytes("9.1 > 8")));
        assertTrue(decisions().commit(POLICY, decisions().next(POLICY, 10), decided));
        StoredEvent stored = query().event(event("deviation").id()).orElseThrow();
        assertEquals(new MappingRef("tck.limits", "1.2.3"), stored.mapping());
        assertArrayEquals(bytes("9.1 > 8"), query().payload(stored.message()).orElseThrow());
        Facts facts = decisions().next(POLICY, 10);
        assertEquals(List.of(new Fact.EventStored(event("deviation").event())), facts.facts());
        assertTrue(decisions().commit(POLICY, facts, decided));
        assertEquals(List.of(), decisions().next(POLICY, 10).facts());
    }

    private static Decided nothing() {
        return new Decided(Map.of(), List.of(), List.of());
    }

    private static Decided decided(String state) {
        return new Decided(Map.of(LOT, bytes(state)), List.of(), List.of());
    }

    private static SampleEvent event(String number) {
        return SampleEvent.object("tck:" + number, EIGHT).lot(LOT.canonical(), "5");
    }

    private static Reading reading(long ticks) {
        return new Reading("T", SourceTime.ofInstant(Instant.parse(EIGHT)) + ticks, Optional.of(new BigDecimal("5")), 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
