package io.weft.route.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.adapter.ReadingBatch;
import io.weft.adapter.Receipt;
import io.weft.delivery.DeliveryPlan;
import io.weft.event.ErrorDeclaration;
import io.weft.event.Event;
import io.weft.event.EventHash;
import io.weft.event.EventId;
import io.weft.event.Reading;
import io.weft.event.Rejection;
import io.weft.event.Series;
import io.weft.event.Unit;
import io.weft.mapping.Acknowledger;
import io.weft.mapping.MappingRef;
import io.weft.mapping.SeriesMapping;
import io.weft.model.hash.CbvEventHash;
import io.weft.tck.Await;
import io.weft.thread.Intaken;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.StoredMessage;
import io.weft.thread.ThreadStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way in, with the hub's own store on a real PostgreSQL. */
class IngestRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String EVENT = """
            {"type":"ObjectEvent","action":"OBSERVE","eventTime":"2026-01-01T00:00:00Z","eventTimeZoneOffset":"+00:00",
             "epcList":["urn:test:%s"]}""";

    @TempDir
    private static Path folder;

    private static RealStore real;

    private final OrderInterpreter interpreter = new OrderInterpreter();
    private final List<SeriesMapping> seriesMappings = new CopyOnWriteArrayList<>();
    private final List<DeliveryPlan> plans = new CopyOnWriteArrayList<>();
    private final CamelContext context = new DefaultCamelContext();
    private final SwitchedStore store = new SwitchedStore();
    private final SwitchedHash hash = new SwitchedHash();
    private IntakeThroughRoute intake;

    @BeforeAll
    static void openStore() throws Exception {
        real = new RealStore(folder);
    }

    @AfterAll
    static void closeStore() throws Exception {
        real.close();
    }

    @BeforeEach
    void open() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("catchUpMillis", "20");
        context.getShutdownStrategy().setTimeout(5);
        KnownSeries series = new KnownSeries(store, () -> seriesMappings);
        context.addRoutes(new IngestRoutes(new IngestRoutes.Steps(new Load(real.query(), Outcome.QUARANTINED),
                new Load(real.query(), Outcome.MAPPED), new Correct(real.query(), Clock.systemUTC()), new Interpret(interpreter),
                new Evidence(hash), new PlanDeliveries(() -> plans), new Store(store, 64), new Quarantine(),
                new DescribeSeries(series), new StoreReadings(store),
                new CatchUp(real.query(), interpreter, series, () -> seriesMappings))));
        intake = new IntakeThroughRoute(context, real.query(), Duration.ofSeconds(7));
        context.start();
    }

    @AfterEach
    void close() {
        context.stop();
    }

    @Test
    void a_message_ends_mapped_with_its_evidenced_event_and_its_repeat_as_duplicate() throws Exception {
        RawMessage message = message(event());
        Receipt first = intake.accept(message);
        assertEquals(Outcome.MAPPED, first.outcome());
        StoredMessage stored = stored(first.id());
        assertTrue(real.query().event(stored.events().get(0)).orElseThrow().evidence().leafHash().length == 32);
        assertEquals(new Receipt(first.id(), Outcome.DUPLICATE, List.of()), intake.accept(message));
    }

    @Test
    void a_stopped_route_takes_nothing_and_works_again_when_started() throws Exception {
        RawMessage message = message(event());
        context.getRouteController().stopRoute("ingest-message");
        IntakeUnavailableException stopped =
                assertThrows(IntakeUnavailableException.class, () -> intake.accept(message));
        assertEquals(Duration.ofSeconds(7), stopped.retryAfter());
        context.getRouteController().startRoute("ingest-message");
        assertEquals(Outcome.MAPPED, intake.accept(message).outcome());
    }

    @Test
    void a_store_that_is_down_takes_nothing_and_works_again_when_it_is_back() throws Exception {
        RawMessage message = message(event());
        store.down = true;
        assertThrows(IntakeUnavailableException.class, () -> intake.accept(message));
        assertThrows(IntakeUnavailableException.class, () -> intake.accept(batch("t", 1)));
        assertEquals(2, store.refusals.get());
        store.down = false;
        assertEquals(Outcome.MAPPED, intake.accept(message).outcome());
    }

    @Test
    void a_wrongly_mapped_message_is_corrected_by_declaring_its_event_an_error_that_names_the_right_one() throws Exception {
        Receipt receipt = intake.accept(message(event()));
        EventId wrong = stored(receipt.id()).events().get(0);
        interpreter.add("bizStep", "storing");
        assertEquals(new Receipt(receipt.id(), Outcome.MAPPED, List.of()), intake.correct(receipt.id()));
        ErrorDeclaration declared = real.query().declarations(wrong).get(0).event().errorDeclaration().orElseThrow();
        EventId right = declared.correctiveEventIds().get(0);
        assertTrue(new String(real.query().event(right).orElseThrow().event().body(), StandardCharsets.UTF_8)
                .contains("\"bizStep\":\"storing\""));
        assertEquals(List.of(wrong, right), stored(receipt.id()).events());
        interpreter.add("bizStep", "holding");
        intake.correct(receipt.id());
        assertEquals(1, real.query().declarations(right).size());
        assertEquals(1, real.query().declarations(wrong).size());
    }

    @Test
    void a_correction_that_changes_nothing_stores_nothing() throws Exception {
        Receipt receipt = intake.accept(message(event()));
        StoredMessage before = stored(receipt.id());
        assertEquals(Outcome.MAPPED, intake.correct(receipt.id()).outcome());
        assertEquals(before, stored(receipt.id()));
        assertTrue(real.query().declarations(before.events().get(0)).isEmpty());
    }

    @Test
    void the_right_event_gets_a_name_of_its_own_where_the_source_named_the_wrong_one() throws Exception {
        String named = new String(event(), StandardCharsets.UTF_8).replaceFirst("\\{", "{\"eventID\":\"urn:uuid:" + UUID.randomUUID() + "\",");
        Receipt receipt = intake.accept(message(named.getBytes(StandardCharsets.UTF_8)));
        EventId wrong = stored(receipt.id()).events().get(0);
        interpreter.add("bizStep", "storing");
        intake.correct(receipt.id());
        EventId right = real.query().declarations(wrong).get(0).event().errorDeclaration().orElseThrow()
                .correctiveEventIds().get(0);
        assertTrue(!right.equals(wrong) && real.query().event(right).isPresent());
    }

    @Test
    void what_no_mapping_maps_now_stays_as_it_was() throws Exception {
        Receipt receipt = intake.accept(message(event()));
        StoredMessage before = stored(receipt.id());
        interpreter.serve(false);
        assertThrows(IllegalArgumentException.class, () -> intake.correct(receipt.id()));
        assertThrows(IllegalArgumentException.class, () -> intake.replay(receipt.id()));
        assertEquals(before, stored(receipt.id()));
    }

    @Test
    void a_message_that_a_step_cannot_digest_is_quarantined_with_the_reason_and_can_be_replayed() throws Exception {
        hash.failing = true;
        Receipt receipt = intake.accept(message(event()));
        assertEquals(Outcome.QUARANTINED, receipt.outcome());
        Rejection reason = stored(receipt.id()).reasons().get(0);
        assertEquals("INTAKE_FAILED", reason.code());
        assertTrue(reason.value().contains("no hash today"), reason.toString());
        hash.failing = false;
        assertEquals(new Receipt(receipt.id(), Outcome.MAPPED, List.of()), intake.replay(receipt.id()));
    }

    @Test
    void what_no_mapping_serves_is_replayed_as_soon_as_one_does() throws Exception {
        interpreter.serve(false);
        Receipt receipt = intake.accept(message(event()));
        assertEquals(Outcome.QUARANTINED, receipt.outcome());
        interpreter.serve(true);
        Await.until(PATIENCE, () -> outcome(receipt.id()) == Outcome.MAPPED, () -> "still " + outcome(receipt.id()));
        assertThrows(IllegalArgumentException.class, () -> intake.replay(receipt.id()));
        assertThrows(IllegalArgumentException.class, () -> intake.replay(UUID.randomUUID()));
    }

    @Test
    void readings_are_kept_before_anybody_knows_what_they_mean_and_described_once_somebody_does() throws Exception {
        assertEquals(new BatchReceipt(3, 0), intake.accept(batch("cold", 3)));
        assertEquals(new BatchReceipt(0, 3), intake.accept(batch("cold", 3)));
        assertEquals(Optional.empty(), real.query().series("opcua~test", "cold"));
        seriesMappings.add(new ColdStore("cold"));
        Await.until(PATIENCE, () -> described("cold"), () -> "cold is not described");
        intake.accept(batch("other", 1));
        assertEquals(Optional.empty(), real.query().series("opcua~test", "other"));
        assertEquals(List.of("cold"), store.described);
    }

    @Test
    void sixteen_callers_share_commits_and_each_gets_its_own_receipt() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        List<Future<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            RawMessage message = message(event());
            receipts.add(callers.submit(() -> intake.accept(message)));
        }
        Set<UUID> distinct = new HashSet<>();
        for (Future<Receipt> receipt : receipts) {
            assertEquals(Outcome.MAPPED, receipt.get().outcome());
            distinct.add(receipt.get().id());
        }
        callers.shutdown();
        assertEquals(2_000, distinct.size());
        assertTrue(store.commits.size() < 1_000, store.commits.size() + " commits");
    }

    private static byte[] event() {
        return EVENT.formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    }

    /** The commit before stays, the source sends again: what it learns must not depend on which time it was. */
    @Test
    void what_a_counterpart_is_told_is_taken_in_once_even_if_that_failed_at_first() throws Exception {
        String subject = "urn:test:" + UUID.randomUUID();
        Acknowledger acknowledger = (told, outcome, reasons) -> {
            assertEquals(Outcome.MAPPED, outcome);
            return Optional.of(Map.of("type", "ObjectEvent", "action", "OBSERVE", "eventTime",
                    told.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString(), "eventTimeZoneOffset", "+00:00",
                    "epcList", List.of(subject)));
        };
        Acknowledge acknowledge = new Acknowledge(() -> List.of(acknowledger), real.query());
        List<Receipt> statements = new ArrayList<>();
        Intake recording = recording(statements);
        RawMessage message = message(event());
        Receipt first = intake.accept(message);
        store.down = true;
        assertThrows(IntakeUnavailableException.class, () -> acknowledge.tell(message, first, recording));
        store.down = false;
        RawMessage repeat = message(message.payload());
        acknowledge.tell(repeat, intake.accept(repeat), recording);
        acknowledge.tell(repeat, intake.accept(repeat), recording);

        assertEquals(List.of(Outcome.MAPPED, Outcome.DUPLICATE), statements.stream().map(Receipt::outcome).toList());
        assertEquals("weft~erp", stored(statements.get(0).id()).system());
    }

    private Intake recording(List<Receipt> receipts) {
        return new Intake() {

            @Override
            public Receipt accept(RawMessage message) throws IntakeUnavailableException {
                Receipt receipt = intake.accept(message);
                receipts.add(receipt);
                return receipt;
            }

            @Override
            public BatchReceipt accept(ReadingBatch batch) throws IntakeUnavailableException {
                return intake.accept(batch);
            }
        };
    }

    private static RawMessage message(byte[] payload) {
        return new RawMessage("http~erp", "erp", "epcis-json", Optional.empty(), "", Instant.now(), Map.of(), payload);
    }

    private static ReadingBatch batch(String item, int readings) {
        List<Reading> all = new ArrayList<>();
        for (int i = 0; i < readings; i++) {
            all.add(new Reading(item, 134_000_000_000_000_000L + i, Optional.of(BigDecimal.valueOf(i)), 0));
        }
        return new ReadingBatch("opcua~test", "cold-store", Instant.now(), all);
    }

    private static StoredMessage stored(UUID receipt) throws StoreUnavailableException {
        return real.query().message(receipt).orElseThrow();
    }

    private static Outcome outcome(UUID receipt) {
        try {
            return stored(receipt).outcome();
        } catch (StoreUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean described(String item) {
        try {
            return real.query().series("opcua~test", item).isPresent();
        } catch (StoreUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    private record ColdStore(String item) implements SeriesMapping {

        @Override
        public MappingRef ref() {
            return new MappingRef("test.cold-store", "1.0.0");
        }

        @Override
        public Described describe(String instance, String asked) {
            return asked.equals(item)
                    ? new Described.Known(new Series(instance, item, "urn:test:device", Series.Measure.TEMPERATURE,
                            new Unit("CEL")))
                    : new Described.Unknown(Rejection.user("UNKNOWN_ITEM", "item", asked, "is in no table"));
        }
    }

    /** The real store, which can be taken away. */
    private static final class SwitchedStore implements ThreadStore {

        private final List<Integer> commits = new CopyOnWriteArrayList<>();
        private final List<String> described = new CopyOnWriteArrayList<>();
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile boolean down;

        @Override
        public Receipt store(Intaken intaken) throws StoreUnavailableException {
            return storeAll(List.of(intaken)).get(0);
        }

        @Override
        public List<Receipt> storeAll(List<Intaken> intaken) throws StoreUnavailableException {
            refuseIfDown();
            commits.add(intaken.size());
            return real.store().storeAll(intaken);
        }

        @Override
        public BatchReceipt store(ReadingBatch batch) throws StoreUnavailableException {
            refuseIfDown();
            return real.store().store(batch);
        }

        @Override
        public void describe(Series series, MappingRef mapping) throws StoreUnavailableException {
            refuseIfDown();
            real.store().describe(series, mapping);
            described.add(series.item());
        }

        @Override
        public Receipt replayed(UUID receipt, Intaken intaken) throws StoreUnavailableException {
            refuseIfDown();
            return real.store().replayed(receipt, intaken);
        }

        private void refuseIfDown() throws StoreUnavailableException {
            if (down) {
                refusals.incrementAndGet();
                throw new StoreUnavailableException("switched off", new IllegalStateException());
            }
        }
    }

    /** The real hash, which can fail. */
    private static final class SwitchedHash implements EventHash {

        private final EventHash cbv = new CbvEventHash();
        private volatile boolean failing;

        @Override
        public String version() {
            return cbv.version();
        }

        @Override
        public String hash(Event event) {
            if (failing) {
                throw new IllegalStateException("no hash today");
            }
            return cbv.hash(event);
        }
    }
}
