package io.weft.bench.opcua;

import io.weft.bench.Effort;
import io.weft.bench.Figures;
import io.weft.bench.Progress;
import io.weft.bench.Section;
import io.weft.bench.hub.BenchHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ten thousand OPC UA items once a second for a minute: what was lost, and the lag from source time to commit. Then faster
 * and faster, until something is lost or the hub falls behind. The server has a process of its own, on the same processors.
 */
public final class OpcuaSection implements Section {

    static final String INSTANCE = "opcua~bench";

    private static final int ITEMS = 10_000;
    private static final int SECONDS = 60;
    private static final int[] RATES = {20_000, 30_000, 40_000, 50_000, 60_000, 80_000, 100_000};
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration FALLEN_BEHIND = Duration.ofSeconds(3);
    private static final Duration CONNECT = Duration.ofSeconds(120);
    /** Less those without a value, which a server reports before an item's first. */
    private static final String STORED = "select coalesce(sum(stored), 0) from batch where instance = '" + INSTANCE + "'";
    private static final String WITHOUT_VALUE = "select count(*) from reading r join item i on i.id = r.item"
            + " where i.instance = '" + INSTANCE + "' and r.value is null";

    private long withoutValue;

    @Override
    public String name() {
        return "opcua";
    }

    @Override
    public void measure(BenchHub hub, Effort effort, Figures into, Progress progress)
            throws IOException, SQLException, InterruptedException, TimeoutException {
        hub.start();
        Path home = hub.installation().home();
        Path clients = Files.createDirectories(home.resolve("bench/opcua-clients"));
        Path servers = Files.createDirectories(hub.installation().etc().resolve("trusted/bench"));
        Path password = Files.writeString(hub.installation().secrets().resolve("opcua-bench.password"), "bench-load\n");
        try (ServerLine server = new ServerLine(ITEMS, clients, "hub", "bench-load", servers.resolve("bench.der"))) {
            connect(hub, server, clients, servers, password, progress);
            server.publish(5, Duration.ofSeconds(1));
            TimeUnit.NANOSECONDS.sleep(FALLEN_BEHIND.toNanos());
            withoutValue = hub.store().number(WITHOUT_VALUE);
            minute(hub, server, into, progress);
            into.count("opcua.ratePerSecond", highestRate(hub, server, effort, progress));
        } finally {
            Files.deleteIfExists(hub.installation().etc().resolve("io.weft.adapter.opcua-bench.cfg"));
        }
    }

    private static void connect(BenchHub hub, ServerLine server, Path clients, Path servers, Path password,
            Progress progress) throws IOException, InterruptedException {
        Map<String, Object> adapter = new LinkedHashMap<>();
        adapter.put("system", "bench");
        adapter.put("endpoint", server.endpoint());
        adapter.put("user", "hub");
        adapter.put("passwordFile", password);
        adapter.put("trustFolder", servers);
        adapter.put("items", "nsu=urn:weft:site:load;s=Load/*");
        adapter.put("reconnectAfter", 500);
        hub.etc().write("io.weft.adapter.opcua-bench", adapter);
        long begin = System.nanoTime();
        Path identity = hub.installation().data().resolve("opcua/opcua~bench");
        await(() -> Files.exists(identity.resolve("private-key.pem")), CONNECT);
        Files.copy(identity.resolve("certificate.der"), clients.resolve("hub.der"));
        await(() -> server.monitoredItems() == ITEMS, CONNECT);
        progress.say("opcua: %d items are monitored after %.1f s", ITEMS, (System.nanoTime() - begin) / 1e9);
    }

    private void minute(BenchHub hub, ServerLine server, Figures into, Progress progress)
            throws IOException, SQLException, InterruptedException {
        long before = drained(hub, server.publish(1, Duration.ofSeconds(1)));
        try (CommitWatch watch = new CommitWatch(hub.store(), newestRecord(hub))) {
            long published = server.publish(SECONDS, Duration.ofSeconds(1));
            long stored = drained(hub, published);
            watch.end();
            into.count("opcua.items", ITEMS);
            into.count("opcua.values", stored - before);
            into.count("opcua.lost", published - stored);
            into.put("opcua.lagMedianMillis", watch.percentile(0.5));
            into.put("opcua.lagP99Millis", watch.percentile(0.99));
            progress.say("opcua: %d items, %d s: %d lost, lag p50 %d ms, p99 %d ms", ITEMS, SECONDS, published - stored,
                    watch.percentile(0.5), watch.percentile(0.99));
        }
    }

    /** The last step at which nothing was lost and, at the end, little was left to commit. */
    private long highestRate(BenchHub hub, ServerLine server, Effort effort, Progress progress)
            throws IOException, SQLException, InterruptedException {
        long highest = ITEMS;
        for (int rate : RATES) {
            Duration period = Duration.ofNanos(1_000_000_000L * ITEMS / rate);
            int rounds = (int) Math.max(2, effort.round().dividedBy(period));
            long already = server.publish(1, period);
            drained(hub, already);
            long begin = System.nanoTime();
            long published = server.publish(rounds, period);
            double achieved = (published - already) * 1e9 / (System.nanoTime() - begin);
            long end = System.nanoTime();
            long stored = drained(hub, published);
            Duration behind = Duration.ofNanos(System.nanoTime() - end);
            progress.say("opcua: %d/s asked, %.0f/s published, %d lost, %d ms behind", rate, achieved, published - stored,
                    behind.toMillis());
            if (published > stored || behind.compareTo(FALLEN_BEHIND) > 0) {
                break;
            }
            highest = Math.max(highest, (long) achieved);
            if (achieved < 0.9 * rate) {
                progress.say("opcua: the server cannot publish faster");
                break;
            }
        }
        return highest;
    }

    /** Waits until as many are stored, or no more come. @return stored */
    private long drained(BenchHub hub, long published) throws IOException, SQLException, InterruptedException {
        long deadline = System.nanoTime() + DRAIN.toNanos();
        long stored = stored(hub);
        while (stored < published && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100);
            stored = stored(hub);
        }
        return stored;
    }

    private long stored(BenchHub hub) throws IOException, SQLException {
        return hub.store().number(STORED) - withoutValue;
    }

    private static long newestRecord(BenchHub hub) throws IOException, SQLException {
        return hub.store().number("select coalesce(max(record), 0) from batch");
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition, Duration within) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the hub does not monitor the OPC UA server within " + within.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
