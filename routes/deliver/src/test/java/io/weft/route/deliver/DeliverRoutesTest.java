package io.weft.route.deliver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.AdapterState;
import io.weft.adapter.SinkAdapter;
import io.weft.delivery.Delivery;
import io.weft.delivery.DeliveryAnswer;
import io.weft.delivery.DeliveryAttempt;
import io.weft.delivery.DeliveryFilter;
import io.weft.delivery.DeliveryQueue;
import io.weft.delivery.DeliveryStatus;
import io.weft.delivery.OutboundMessage;
import io.weft.event.Event;
import io.weft.event.Rejection;
import io.weft.mapping.MappingRef;
import io.weft.mapping.OutboundMapping;
import io.weft.tck.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliverRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WORKERS = 3;

    private final MemoryQueue queue = new MemoryQueue();
    private final List<OutboundMapping> mappings = new CopyOnWriteArrayList<>();
    private final List<SinkAdapter> sinks = new CopyOnWriteArrayList<>();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void open() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("pollMillis", "5");
        context.getShutdownStrategy().setTimeout(5);
        Workers workers = new Workers(WORKERS, 2);
        ExecutorService threads = context.getExecutorServiceManager().newFixedThreadPool(this, "attempt", WORKERS);
        context.addRoutes(new DeliverRoutes(new DeliverRoutes.Steps(new TakeDue(queue, workers, Duration.ofSeconds(9)),
                new Render(() -> mappings), new Send(() -> sinks),
                new Record(queue, new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60))), workers::releaseAfter),
                threads));
        context.start();
    }

    @AfterEach
    void close() {
        context.stop();
    }

    @Test
    void a_delivery_is_written_by_the_newest_version_sent_and_its_answer_recorded_with_the_bytes() throws Exception {
        mappings.add(new Writing("1.9.0"));
        mappings.add(new Writing("1.10.0"));
        sinks.add(new Answering("httpsink~wms", new DeliveryAnswer.Accepted("r-1")));
        Recorded recorded = deliver("httpsink~wms", "wms.hold", 0);
        assertEquals(new DeliveryAnswer.Accepted("r-1"), recorded.answer());
        assertArrayEquals("1.10.0".getBytes(StandardCharsets.UTF_8), recorded.payload());
    }

    @Test
    void without_sink_or_mapping_it_waits_with_the_reason() throws Exception {
        DeliveryAnswer noMapping = deliver("httpsink~wms", "wms.hold", 0).answer();
        assertEquals(new DeliveryAnswer.Unanswered("mapping: 'wms.hold' is no outbound mapping that serves now"), noMapping);
        mappings.add(new Writing("1.0.0"));
        DeliveryAnswer noSink = deliver("httpsink~wms", "wms.hold", 0).answer();
        assertEquals(new DeliveryAnswer.Unanswered("target: 'httpsink~wms' is no sink adapter that runs now"), noSink);
    }

    @Test
    void what_cannot_be_written_is_refused_and_not_sent() throws Exception {
        mappings.add(new Writing("unwritable"));
        sinks.add(new Answering("httpsink~wms", new DeliveryAnswer.Accepted("")));
        assertInstanceOf(DeliveryAnswer.Refused.class, deliver("httpsink~wms", "wms.hold", 0).answer());
    }

    @Test
    void an_unanswered_one_waits_longer_each_time() throws Exception {
        mappings.add(new Writing("1.0.0"));
        sinks.add(new Answering("httpsink~wms", new DeliveryAnswer.Unanswered("no route to host")));
        assertEquals(Duration.ofSeconds(4), deliver("httpsink~wms", "wms.hold", 2).retryIn());
    }

    @Test
    void a_slow_target_with_a_long_queue_does_not_stop_the_others_and_no_more_is_taken_than_workers_are_free() throws Exception {
        mappings.add(new Writing("1.0.0"));
        CountDownLatch answer = new CountDownLatch(1);
        sinks.add(new Answering("slow", new DeliveryAnswer.Accepted("")) {
            @Override
            public DeliveryAnswer send(OutboundMessage message) throws InterruptedException {
                answer.await();
                return super.send(message);
            }
        });
        sinks.add(new Answering("fast", new DeliveryAnswer.Accepted("")));
        UUID slow = queue.offer("slow", "wms.hold", 0);
        for (int i = 0; i < WORKERS; i++) {
            queue.offer("slow", "wms.hold", 0);
        }
        for (int i = 0; i < 10; i++) {
            deliver("fast", "wms.hold", 0);
        }
        assertTrue(queue.largestTake <= WORKERS, "took " + queue.largestTake);
        answer.countDown();
        queue.await(slow);
    }

    @Test
    void an_attempt_that_fails_inside_is_not_answered_and_frees_its_worker() throws Exception {
        mappings.add(new Writing("broken"));
        mappings.add(new Writing("1.0.0"));
        for (int i = 0; i < WORKERS * 2; i++) {
            queue.offer("httpsink~wms", "wms.broken", 0);
        }
        deliver("httpsink~wms", "wms.hold", 0);
        assertEquals(1, queue.recorded.size());
    }

    private Recorded deliver(String target, String mapping, int attempts) throws InterruptedException {
        return queue.await(queue.offer(target, mapping, attempts));
    }

    private record Recorded(byte[] payload, DeliveryAnswer answer, Duration retryIn) {
    }

    /** Gives each delivery once; leases never run out here. */
    private static final class MemoryQueue implements DeliveryQueue {

        private final Queue<Delivery> waiting = new ArrayDeque<>();
        private final Map<UUID, Recorded> recorded = new ConcurrentHashMap<>();
        private volatile int largestTake;

        synchronized UUID offer(String target, String mapping, int attempts) {
            UUID id = UUID.randomUUID();
            waiting.add(new Delivery(id, target, mapping, id.toString(), SubscriptionTest.event("inspecting").event(),
                    UUID.randomUUID(), Optional.empty(), attempts));
            return id;
        }

        Recorded await(UUID id) throws InterruptedException {
            Await.until(PATIENCE, () -> recorded.containsKey(id), () -> id + " has no answer");
            return recorded.get(id);
        }

        @Override
        public synchronized List<Delivery> take(int maximum, Duration lease, Set<String> except) {
            List<Delivery> taken = waiting.stream().filter(delivery -> !except.contains(delivery.target()))
                    .limit(maximum).toList();
            waiting.removeAll(taken);
            largestTake = Math.max(largestTake, taken.size());
            return taken;
        }

        @Override
        public void answered(UUID delivery, byte[] payload, DeliveryAnswer answer, Duration retryIn) {
            recorded.put(delivery, new Recorded(payload, answer, retryIn));
        }

        @Override
        public List<DeliveryStatus> list(DeliveryFilter filter) {
            return List.of();
        }

        @Override
        public Optional<DeliveryStatus> status(UUID delivery) {
            return Optional.empty();
        }

        @Override
        public List<DeliveryAttempt> attempts(UUID delivery) {
            return List.of();
        }

        @Override
        public void resend(UUID delivery, String by) {
            throw new UnsupportedOperationException("no person works here");
        }

        @Override
        public void skip(UUID delivery, String by, String reason) {
            throw new UnsupportedOperationException("no person works here");
        }
    }

    /** Writes its version, unless that says otherwise. */
    private record Writing(String version) implements OutboundMapping {

        @Override
        public MappingRef ref() {
            return new MappingRef(version.equals("broken") ? "wms.broken" : "wms.hold", version);
        }

        @Override
        public Outbound map(Event event) {
            return switch (version) {
                case "unwritable" -> new Outbound.Unwritable(Rejection.user("NO_LOT", "epcClass", "", "is needed"));
                case "broken" -> throw new IllegalStateException("a mapping with a fault");
                default -> new Outbound.Written("application/json", version.getBytes(StandardCharsets.UTF_8));
            };
        }
    }

    private static class Answering implements SinkAdapter {

        private final String instance;
        private final DeliveryAnswer answer;

        Answering(String instance, DeliveryAnswer answer) {
            this.instance = instance;
            this.answer = answer;
        }

        @Override
        public DeliveryAnswer send(OutboundMessage message) throws InterruptedException {
            return answer;
        }

        @Override
        public String instance() {
            return instance;
        }

        @Override
        public String system() {
            return "wms";
        }

        @Override
        public AdapterState state() {
            return AdapterState.UP;
        }

        @Override
        public List<String> faults() {
            return List.of();
        }
    }
}
