package io.weft.adapter.opcua;

import io.weft.adapter.BatchReceipt;
import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.RawMessage;
import io.weft.adapter.ReadingBatch;
import io.weft.event.Reading;
import io.weft.settings.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Hands what is queued to intake, in order, on one thread of its own. While intake is unavailable it holds what it has
 * and offers it again; it drops nothing.
 */
final class Committer {

    private static final int BATCH = 1_000;
    private static final long LINGER_MILLISECONDS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final String SUBJECT = "intake";

    private final String instance;
    private final String system;
    private final Supplier<Optional<Intake>> intake;
    private final IntakeQueue queue;
    private final Faults faults;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final List<Received> untaken = new ArrayList<>();
    private volatile long deadline = Long.MAX_VALUE;

    Committer(String instance, String system, Supplier<Optional<Intake>> intake, IntakeQueue queue, Faults faults) {
        this.instance = instance;
        this.system = system;
        this.intake = intake;
        this.queue = queue;
        this.faults = faults;
        this.thread = new Thread(this::run, "weft-" + instance);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Hands over what is queued, for at most the given time.
     *
     * @return what intake did not take
     */
    List<Received> stop(Duration within) throws InterruptedException {
        deadline = System.nanoTime() + within.toNanos();
        queue.close();
        stopping.countDown();
        thread.join(within.toMillis() + 1);
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(within.toMillis() + 1);
        }
        synchronized (untaken) {
            untaken.addAll(queue.drain());
            return List.copyOf(untaken);
        }
    }

    long stored() {
        return stored.get();
    }

    long repeated() {
        return repeated.get();
    }

    long messages() {
        return messages.get();
    }

    long batches() {
        return batches.get();
    }

    private void run() {
        try {
            List<Received> batch = queue.take(BATCH, IntakeQueue.nanos(LINGER_MILLISECONDS));
            while (!batch.isEmpty()) {
                commit(batch);
                batch = queue.take(BATCH, IntakeQueue.nanos(LINGER_MILLISECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Readings between two messages go together. */
    private void commit(List<Received> batch) throws InterruptedException {
        int from = 0;
        while (from < batch.size()) {
            int to = from + 1;
            if (batch.get(from) instanceof Received.Number) {
                while (to < batch.size() && batch.get(to) instanceof Received.Number) {
                    to++;
                }
            }
            try {
                offerUntilTaken(batch.subList(from, to));
            } catch (InterruptedException e) {
                synchronized (untaken) {
                    untaken.addAll(batch.subList(from, batch.size()));
                }
                throw e;
            }
            from = to;
        }
    }

    private void offerUntilTaken(List<Received> part) throws InterruptedException {
        while (true) {
            Duration pause;
            try {
                offer(part);
                faults.clear(SUBJECT, instance);
                return;
            } catch (IntakeUnavailableException e) {
                faults.raise(SUBJECT, instance, "cannot store: " + e.getMessage() + "; values are held");
                pause = e.retryAfter();
            } catch (RuntimeException e) {
                faults.raise(SUBJECT, instance, "failed: " + e + "; values are held");
                pause = LONGEST_PAUSE;
            }
            pause(pause);
        }
    }

    private void offer(List<Received> part) throws IntakeUnavailableException {
        Intake open = intake.get().orElseThrow(() ->
                new IntakeUnavailableException("the ingest route is not there", Duration.ofMillis(200), null));
        if (part.get(0) instanceof Received.Other other) {
            RawMessage message = other.message();
            open.accept(message);
            messages.incrementAndGet();
        } else {
            Instant receivedAt = part.get(0).at();
            List<Reading> readings = part.stream().map(value -> ((Received.Number) value).reading()).toList();
            BatchReceipt receipt = open.accept(new ReadingBatch(instance, system, receivedAt, readings));
            stored.addAndGet(receipt.stored());
            repeated.addAndGet(receipt.repeated());
            batches.incrementAndGet();
        }
    }

    private void pause(Duration asked) throws InterruptedException {
        Duration pause = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE
                : asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
        boolean isStopping = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        if (isStopping) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new InterruptedException("intake did not come back before the instance had to stop");
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, SHORTEST_PAUSE.toNanos()));
        }
    }
}
