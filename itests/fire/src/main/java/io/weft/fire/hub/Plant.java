package io.weft.fire.hub;

import io.weft.site.DataValues;
import io.weft.site.SensorServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * An OPC UA server that publishes one value of each item per period and remembers what it published. All items of a round
 * have the same source time, and a value tells item and round, so the list is the rounds' times.
 */
public final class Plant implements AutoCloseable {

    private static final String NAMESPACE_URI = "urn:weft:fire:plant";
    private static final int ITEMS_PER_WHOLE = 1_000;
    /** Five minutes of ten values a second, longer than a hub is away even on a busy machine. */
    private static final int HISTORY = 3_000;

    private final SensorServer server;
    private final int items;
    private final List<Long> ticksOfRound = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "plant-clock");
        thread.setDaemon(true);
        return thread;
    });
    private ScheduledFuture<?> publishing;

    private Plant(int items, Path trustFolder, String user, String password) {
        if (items >= ITEMS_PER_WHOLE) {
            throw new IllegalArgumentException("items: '" + items + "' is not below " + ITEMS_PER_WHOLE);
        }
        this.items = items;
        server = new SensorServer(SensorServer.Settings.secure("urn:weft:fire:plant:server", NAMESPACE_URI, "Plant",
                trustFolder, new SensorServer.Login.Password(user, password)).withHistory(HISTORY));
        for (int item = 0; item < items; item++) {
            server.addVariable(name(item), NodeIds.Double, DataValues.NOT_YET);
        }
    }

    /** Starts the server on a free port of the loopback address; it publishes nothing yet. */
    public static Plant start(int items, Path trustFolder, String user, String password) throws IOException {
        Plant plant = new Plant(items, trustFolder, user, password);
        plant.server.start();
        return plant;
    }

    public void publishEvery(Duration period) {
        publishing = clock.scheduleAtFixedRate(this::publishRound, 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** @throws IllegalStateException if a round failed */
    public void stopPublishing() {
        if (publishing.isDone()) {
            throw new IllegalStateException("publishing ended by itself after round " + published().rounds());
        }
        publishing.cancel(false);
    }

    private void publishRound() {
        Instant now = Instant.now();
        int round;
        synchronized (ticksOfRound) {
            round = ticksOfRound.size();
            ticksOfRound.add(value(0, round, now).sourceTime().utcTime());
        }
        for (int item = 0; item < items; item++) {
            server.publish(name(item), value(item, round, now));
        }
    }

    private static DataValue value(int item, int round, Instant at) {
        return DataValues.good(new Variant(Published.value(item, round).doubleValue()), at);
    }

    public String endpoint() {
        return server.endpoint();
    }

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

    /** The server's own list, so far. */
    public Published published() {
        synchronized (ticksOfRound) {
            return new Published(items(), ticksOfRound.stream().mapToLong(Long::longValue).toArray());
        }
    }

    private static String name(int item) {
        return "Fire/" + item;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        server.close();
    }

    /**
     * What was published: every item in every round.
     *
     * @param items names with namespace URI
     * @param ticks source time of each round, 100 ns since 1601-01-01T00:00:00Z (OPC UA Part 6, 5.2.2.5), ascending
     */
    public record Published(List<String> items, long[] ticks) {

        public int rounds() {
            return ticks.length;
        }

        public long readings() {
            return (long) items.size() * ticks.length;
        }

        /** The value of an item, by its place in {@link #items}, in a round. */
        public static BigDecimal value(int item, int round) {
            return BigDecimal.valueOf((long) round * ITEMS_PER_WHOLE + item, 3);
        }
    }
}
