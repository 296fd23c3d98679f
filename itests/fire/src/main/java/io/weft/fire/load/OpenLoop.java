package io.weft.fire.load;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends documents by a fixed schedule, whether the hub keeps up or not, over a bounded number of connections. A document is
 * offered again under its key until the hub acknowledges it; meanwhile others become due, and their latency counts from
 * then.
 *
 * <p>On one connection the next document follows only after the acknowledgement of the one before.
 */
public final class OpenLoop implements AutoCloseable {

    /** In {@link #refusals()} instead of a status: nobody listened, or the connection ended without an answer. */
    public static final String NO_ANSWER = "silent";

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 320;
    private static final int ACKNOWLEDGED = 202;

    private final Documents documents;
    private final double perSecond;
    private final List<Line> lines = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentLinkedQueue<Unanswered> unanswered = new ConcurrentLinkedQueue<>();
    private final ConcurrentSkipListMap<String, LongAdder> refusals = new ConcurrentSkipListMap<>();
    private volatile int end = Integer.MAX_VALUE;
    private volatile boolean abandoned;
    private long start;

    /** @param perSecond documents that become due each second */
    public OpenLoop(String name, Documents documents, double perSecond, int connections) {
        this.documents = documents;
        this.perSecond = perSecond;
        for (int i = 0; i < connections; i++) {
            lines.add(new Line(name + "-" + i));
        }
    }

    public void start() {
        start = System.nanoTime();
        lines.forEach(line -> line.thread.start());
    }

    /** No further document becomes due; what is due already is still sent. */
    public void stop() {
        end = due();
    }

    /** No further document is begun, due or not; what was begun is still carried. */
    public void halt() {
        end = 0;
    }

    private int due() {
        return (int) Math.min(end, (System.nanoTime() - start) / 1e9 * perSecond);
    }

    /**
     * Waits after {@link #stop()} or {@link #halt()} until every document that is left to send is acknowledged.
     *
     * @return whether they all are
     */
    public boolean drain(long patienceMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        for (Line line : lines) {
            line.thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        return lines.stream().noneMatch(line -> line.thread.isAlive());
    }

    /** Documents that are due and not acknowledged. */
    public int open() {
        return open.get() + late();
    }

    /** How many documents were begun. */
    public int begun() {
        return next.get();
    }

    /** How many documents are due and not begun: what the bounded connections hold back. */
    public int late() {
        return Math.max(0, due() - next.get());
    }

    /** The client's list, by connection and there in the order of sending; whole after {@link #drain}. */
    public List<List<Sent>> sentByConnection() {
        return lines.stream().map(Line::sent).toList();
    }

    public List<Sent> sent() {
        return sentByConnection().stream().flatMap(List::stream).toList();
    }

    /** How often an attempt was not acknowledged. */
    public long refused() {
        return refusals.values().stream().mapToLong(LongAdder::sum).sum();
    }

    public List<Unanswered> unanswered() {
        return List.copyOf(unanswered);
    }

    /** How often which door said another thing than 202, {@code "<door> <status>"}, or nothing, {@code "<door> silent"}. */
    public Map<String, Long> refusals() {
        Map<String, Long> counts = new TreeMap<>();
        refusals.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    /** Gives up what is not acknowledged. */
    @Override
    public void close() {
        end = 0;
        abandoned = true;
        lines.forEach(line -> line.thread.interrupt());
    }

    /** One connection per door, and the thread that uses them. */
    private final class Line implements Runnable {

        private final Thread thread;
        private final Map<Door, HttpConnection> connections = new HashMap<>();
        private final List<Sent> sent = new ArrayList<>();

        Line(String name) {
            thread = new Thread(this, name);
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            try {
                for (int index = next.getAndIncrement(); index < end; index = next.getAndIncrement()) {
                    open.incrementAndGet();
                    long due = start + (long) (index / perSecond * 1e9);
                    await(due);
                    Sent entry = carry(index, due);
                    synchronized (sent) {
                        sent.add(entry);
                    }
                    open.decrementAndGet();
                }
            } catch (InterruptedException e) {
                // Given up: the document stays counted as open.
                Thread.currentThread().interrupt();
            } finally {
                connections.values().forEach(Line::close);
            }
        }

        List<Sent> sent() {
            synchronized (sent) {
                return List.copyOf(sent);
            }
        }

        private void await(long due) throws InterruptedException {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }

        private Sent carry(int index, long due) throws InterruptedException {
            Document document = documents.at(index);
            byte[] request = document.door().request(document);
            long pause = FIRST_PAUSE_MILLIS;
            for (int attempt = 1; ; attempt++) {
                HttpConnection.Answer answer = offer(document, request);
                if (answer != null && answer.status() == ACKNOWLEDGED) {
                    long now = System.nanoTime();
                    Map<?, ?> receipt = json(answer.body());
                    return new Sent(index, document.key(), document.door().name(), document.events(), attempt,
                            String.valueOf(receipt.get("receipt")), String.valueOf(receipt.get("outcome")), due, now);
                }
                refusals.computeIfAbsent(document.door().name() + " " + (answer == null ? NO_ANSWER : answer.status()),
                        key -> new LongAdder()).increment();
                if (abandoned) {
                    throw new InterruptedException("given up");
                }
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }

        /** @return null if no answer came */
        private HttpConnection.Answer offer(Document document, byte[] request) {
            long left = 0;
            try {
                HttpConnection connection = connections.get(document.door());
                if (connection == null) {
                    connection = new HttpConnection(document.door().address());
                    connections.put(document.door(), connection);
                }
                connection.send(request);
                left = System.nanoTime();
                HttpConnection.Answer answer = connection.receive();
                if (!connection.reusable()) {
                    close(connections.remove(document.door()));
                }
                return answer;
            } catch (IOException e) {
                if (left != 0) {
                    unanswered.add(new Unanswered(document.key(), left, System.nanoTime()));
                }
                close(connections.remove(document.door()));
                return null;
            }
        }

        private static void close(HttpConnection connection) {
            if (connection != null) {
                try {
                    connection.close();
                } catch (IOException e) {
                    throw new IllegalStateException("a socket cannot be closed", e);
                }
            }
        }

        private static Map<?, ?> json(byte[] body) {
            try {
                return (Map<?, ?>) CanonicalJson.read(body);
            } catch (JsonException | ClassCastException e) {
                throw new IllegalStateException("202 without a receipt", e);
            }
        }
    }
}
