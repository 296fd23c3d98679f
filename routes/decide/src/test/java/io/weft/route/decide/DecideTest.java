package io.weft.route.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.decision.Decided;
import io.weft.decision.Decision;
import io.weft.decision.DecisionPolicy;
import io.weft.decision.DecisionStore;
import io.weft.decision.Fact;
import io.weft.decision.Facts;
import io.weft.decision.LotHistory;
import io.weft.decision.Verdict;
import io.weft.event.Event;
import io.weft.event.EventHash;
import io.weft.event.EvidenceClass;
import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.event.Unit;
import io.weft.identity.ThreadKey;
import io.weft.mapping.MappingRef;
import io.weft.tck.Await;
import io.weft.thread.Exposure;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredReading;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecideTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ThreadKey LOT = new ThreadKey("09521321000018", "L-1");
    private static final Series SERIES =
            new Series("opcua~cold", "t1", "urn:test:device", Series.Measure.TEMPERATURE, new Unit("CEL"));

    private final OneLotQuery query = new OneLotQuery(LOT);
    private final MemoryDecisions store = new MemoryDecisions();
    private final CamelContext context = new DefaultCamelContext();
    private final Decide decide = new Decide(context, 5, 10, store, query, new NoHash());
    private final Watching policy = new Watching("decision.test");

    @BeforeEach
    void open() throws Exception {
        decide.addPolicy(policy);
        decide.start();
    }

    @AfterEach
    void close() {
        decide.stop();
    }

    @Test
    void readings_of_an_exposed_lot_are_decided_on_in_source_time_and_the_decision_is_committed_with_its_grounds()
            throws Exception {
        query.exposures.add(new Exposure(LOT, SERIES, 100, 200));
        store.tell(new Fact.ReadingsStored("opcua~cold", List.of(reading(150), reading(120), reading(200))));
        awaitCommits(1);
        assertEquals(List.of(120L, 150L), policy.seen.get(0));
        Decided decided = store.commits.get(0);
        assertArrayEquals("120,150".getBytes(StandardCharsets.UTF_8), decided.states().get(LOT));
        Event event = decided.events().get(0).event();
        assertEquals("urn:test:decision", event.id().uri());
        assertArrayEquals("because 120,150".getBytes(StandardCharsets.UTF_8), decided.grounds().get(event.id()));
    }

    @Test
    void readings_of_no_lot_move_only_the_cursor() throws Exception {
        store.tell(new Fact.ReadingsStored("opcua~cold", List.of(reading(150))));
        awaitCommits(1);
        assertEquals(Map.of(), store.commits.get(0).states());
    }

    @Test
    void a_changed_exposure_calls_for_the_whole_history_in_which_a_reading_counts_once() throws Exception {
        query.exposures.add(new Exposure(LOT, SERIES, 100, 200));
        query.exposures.add(new Exposure(LOT, SERIES, 150, 300));
        for (long time : new long[] {250, 160, 110}) {
            query.readings.add(new StoredReading(reading(time), UUID.randomUUID(), 0));
        }
        store.tell(new Fact.SeriesDescribed("opcua~cold", "t1"));
        awaitCommits(1);
        assertEquals(List.of(110L, 160L, 250L), policy.seen.get(0));
    }

    @Test
    void what_another_hub_decided_first_and_what_failed_is_read_again() throws Exception {
        query.exposures.add(new Exposure(LOT, SERIES, 100, 200));
        store.refuse = 1;
        store.fail = 2;
        store.tell(new Fact.ReadingsStored("opcua~cold", List.of(reading(150))));
        awaitCommits(1);
        assertTrue(policy.seen.size() >= 2, policy.seen.toString());
    }

    @Test
    void a_failing_policy_holds_up_no_other_and_a_policy_that_goes_takes_its_route_along() throws Exception {
        Watching failing = new Watching("decision.failing");
        failing.failing = true;
        decide.addPolicy(failing);
        query.exposures.add(new Exposure(LOT, SERIES, 100, 200));
        store.tell(new Fact.ReadingsStored("opcua~cold", List.of(reading(150))));
        awaitCommits(1);
        assertEquals(2, context.getRoutesSize());
        decide.removePolicy(failing);
        assertEquals(1, context.getRoutesSize());
    }

    private void awaitCommits(int count) throws InterruptedException {
        Await.until(PATIENCE, () -> store.commits.size() >= count, () -> store.commits.size() + " commits");
    }

    private static Reading reading(long time) {
        return new Reading("t1", time, Optional.of(BigDecimal.TEN), 0);
    }

    /** Decides whenever it sees a reading, and remembers their times. */
    private static final class Watching implements DecisionPolicy {

        private final List<List<Long>> seen = new CopyOnWriteArrayList<>();
        private final String id;
        private volatile boolean failing;

        Watching(String id) {
            this.id = id;
        }

        @Override
        public MappingRef ref() {
            return new MappingRef(id, "1.0.0");
        }

        @Override
        public boolean concerns(ThreadKey lot) {
            return true;
        }

        @Override
        public Verdict decide(LotHistory history) throws StoreUnavailableException {
            if (failing) {
                throw new IllegalStateException("a policy with a fault");
            }
            List<Long> times = new ArrayList<>();
            if (history.exposuresChanged()) {
                history.all(exposed -> times.add(exposed.reading().sourceTime()));
            } else {
                history.fresh().forEach(exposed -> times.add(exposed.reading().sourceTime()));
            }
            seen.add(times);
            String text = times.toString().replaceAll("[\\[\\] ]", "");
            Map<String, Object> event = Map.of("type", "ObjectEvent", "action", "OBSERVE", "eventID", "urn:test:decision",
                    "eventTime", "2026-01-01T00:00:00Z", "eventTimeZoneOffset", "+00:00",
                    "epcList", List.of("urn:test:thing"));
            return new Verdict(text.getBytes(StandardCharsets.UTF_8),
                    List.of(new Decision(event, Set.of(EvidenceClass.DEVIATION_AND_DECISION),
                            ("because " + text).getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** One list of facts for every policy, whose cursors are positions in it. */
    private static final class MemoryDecisions implements DecisionStore {

        private final List<Fact> facts = new ArrayList<>();
        private final Map<String, Integer> cursors = new HashMap<>();
        private final List<Decided> commits = new CopyOnWriteArrayList<>();
        private int refuse;
        private int fail;

        synchronized void tell(Fact fact) {
            facts.add(fact);
        }

        @Override
        public synchronized Facts next(String policy, int maximum) throws StoreUnavailableException {
            if (!facts.isEmpty() && fail-- > 0) {
                throw new StoreUnavailableException("down", new IllegalStateException("no connection"));
            }
            int from = cursors.getOrDefault(policy, 0);
            int to = Math.min(facts.size(), from + maximum);
            return new Facts(Integer.toString(from), Integer.toString(to), List.copyOf(facts.subList(from, to)));
        }

        @Override
        public Map<ThreadKey, byte[]> states(String policy, Collection<ThreadKey> lots) {
            return Map.of();
        }

        @Override
        public synchronized boolean commit(String policy, Facts told, Decided decided) {
            if (refuse-- > 0) {
                return false;
            }
            cursors.put(policy, Integer.valueOf(told.to()));
            commits.add(decided);
            return true;
        }
    }

    private static final class NoHash implements EventHash {

        @Override
        public String version() {
            return "none";
        }

        @Override
        public String hash(Event event) {
            return "";
        }
    }
}
