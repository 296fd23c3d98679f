package io.weft.site;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * An OPC UA server for load tests: many variables {@code Load/0}, {@code Load/1} ... that all publish one new value per
 * period, source time being the clock's.
 */
public final class LoadServer implements AutoCloseable {

    public static final String NAMESPACE_URI = "urn:weft:site:load";

    /** Two minutes of one value a second. */
    private static final int HISTORY = 120;

    private final SensorServer server;
    private final PublishedReadings published = new PublishedReadings();
    private final int items;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "reference-site-load");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts the server on a free port of the loopback address; it publishes nothing yet. */
    public static LoadServer start(int items, Path trustFolder, String user, String password) throws IOException {
        LoadServer load = new LoadServer(items, trustFolder, user, password);
        load.server.start();
        return load;
    }

    private LoadServer(int items, Path trustFolder, String user, String password) {
        this.items = items;
        server = new SensorServer(SensorServer.Settings.secure("urn:weft:site:load:server", NAMESPACE_URI, "Load",
                trustFolder, new SensorServer.Login.Password(user, password)).withHistory(HISTORY));
        for (int item = 0; item < items; item++) {
            server.addVariable(name(item), NodeIds.Double, DataValues.NOT_YET);
        }
    }

    public String endpoint() {
        return server.endpoint();
    }

    /** Writes the server's certificate in DER, for the client's trust folder. */
    public void writeCertificate(Path file) throws IOException {
        server.writeCertificate(file);
    }

    /** The NodeIds with their namespace URI. */
    public List<String> items() {
        return IntStream.range(0, items).mapToObj(item -> server.item(name(item))).toList();
    }

    public long monitoredItems() {
        return server.monitoredItems();
    }

    public int sessions() {
        return server.sessions();
    }

    /** What was published so far. */
    public PublishedReadings.Account account() {
        return published.account();
    }

    /**
     * Publishes one value of every item, {@code rounds} times, one round per period; late rounds are caught up.
     *
     * @throws InterruptedException if interrupted while it waits for the last round
     */
    public void publish(int rounds, Duration period) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(rounds);
        ScheduledFuture<?> timer = clock.scheduleAtFixedRate(() -> {
            if (left.getCount() > 0) {
                publishRound(rounds - (int) left.getCount());
                left.countDown();
            }
        }, 0, period.toNanos(), TimeUnit.NANOSECONDS);
        try {
            while (!left.await(period.toMillis() + 1, TimeUnit.MILLISECONDS)) {
                if (timer.isDone()) {
                    throw new IllegalStateException("a round failed; " + left.getCount() + " of " + rounds + " are left");
                }
            }
        } finally {
            timer.cancel(false);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        server.close();
    }

    private void publishRound(int round) {
        Instant now = Instant.now();
        for (int item = 0; item < items; item++) {
            double value = 2 + (item % 60) / 10.0 + (round % 10) / 100.0;
            DataValue dataValue = DataValues.good(new Variant(value), now);
            server.publish(name(item), dataValue);
            published.add(server.item(name(item)), dataValue.sourceTime().utcTime(), BigDecimal.valueOf(value));
        }
    }

    private static String name(int item) {
        return "Load/" + item;
    }
}
