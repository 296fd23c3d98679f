package io.weft.route.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.Log;
import io.weft.ledger.LogStatus;
import io.weft.ledger.proof.InclusionProof;
import io.weft.tck.Await;
import io.weft.thread.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnchorRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BusyLog log = new BusyLog();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void open() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("advanceMillis", "60000");
        context.getPropertiesComponent().addOverrideProperty("publishMillis", "5");
        context.getShutdownStrategy().setTimeout(5);
        context.addRoutes(new AnchorRoutes(log));
    }

    @AfterEach
    void close() {
        log.slowSink.countDown();
        context.stop();
    }

    @Test
    void a_busy_log_is_drained_round_by_round() throws Exception {
        context.getPropertiesComponent().addOverrideProperty("advanceMillis", "5");
        log.pending.set(50);
        context.start();
        Await.until(PATIENCE, () -> log.pending.get() == 0, () -> log.pending + " wait");
    }

    /** Without a rest a busy log would sign a checkpoint for every few records. */
    @Test
    void a_busy_log_rests_between_its_rounds() throws Exception {
        log.pending.set(50);
        context.start();
        Await.until(PATIENCE, () -> log.pending.get() < 50, () -> log.pending + " wait");
        int published = log.published.get();
        Await.until(PATIENCE, () -> log.published.get() > published + 10, () -> "nothing is published");
        assertEquals(49, log.pending.get());
    }

    @Test
    void a_slow_sink_delays_no_record() throws Exception {
        log.sinkIsSlow = true;
        context.start();
        Await.until(PATIENCE, () -> log.published.get() > 0, () -> "nothing is published");
        log.pending.set(1);
        context.getRouteController().stopRoute("anchor-advance");
        context.getRouteController().startRoute("anchor-advance");
        Await.until(PATIENCE, () -> log.pending.get() == 0, () -> log.pending + " wait");
    }

    @Test
    void a_store_that_was_down_and_any_other_fault_are_overcome() throws Exception {
        log.faults.set(3);
        context.start();
        Await.until(PATIENCE, () -> log.published.get() > 0, () -> "nothing is published");
        assertTrue(log.faults.get() <= 0);
    }

    private static final class BusyLog implements Log {

        private final AtomicInteger pending = new AtomicInteger();
        private final AtomicInteger published = new AtomicInteger();
        private final AtomicInteger faults = new AtomicInteger();
        private final CountDownLatch slowSink = new CountDownLatch(1);
        private volatile boolean sinkIsSlow;

        @Override
        public int advance() {
            return pending.getAndUpdate(count -> Math.max(0, count - 1));
        }

        @Override
        public void publish() throws StoreUnavailableException {
            int fault = faults.getAndDecrement();
            if (fault == 1) {
                throw new IllegalStateException("a fault of another kind");
            }
            if (fault > 1) {
                throw new StoreUnavailableException("down", new IllegalStateException("no connection"));
            }
            published.incrementAndGet();
            if (sinkIsSlow) {
                try {
                    slowSink.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public String origin() {
            return "test";
        }

        @Override
        public String verifierKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Checkpoint> latest() {
            return Optional.empty();
        }

        @Override
        public Optional<Checkpoint> latest(String sink) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> receipt(String sink, long size) {
            return Optional.empty();
        }

        @Override
        public InclusionProof inclusion(long index, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<byte[]> consistency(long from, long to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<EvidenceClass, Long> classes(long from, long to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LogStatus status() {
            throw new UnsupportedOperationException();
        }
    }
}
