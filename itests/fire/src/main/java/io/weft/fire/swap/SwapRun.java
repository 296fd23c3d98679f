package io.weft.fire.swap;

import io.weft.fire.Progress;
import io.weft.fire.bundle.DroppedAdapter;
import io.weft.fire.check.Findings;
import io.weft.fire.check.MessageCheck;
import io.weft.fire.check.Pace;
import io.weft.fire.hub.Bundles;
import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.load.Door;
import io.weft.fire.load.OpenLoop;
import io.weft.fire.load.Sent;
import io.weft.fire.site.Goods;
import io.weft.fire.site.ReceiptMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Load through three doors while what is behind them changes. */
public final class SwapRun {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int CONNECTIONS = 32;
    private static final int CONNECTIONS_OF_A_TENTH = 4;
    private static final String MAIN = "swap";
    private static final String RELAYED = "relay";
    private static final String DROPPED = "drop";

    private final SwapPlan plan;
    private final Path archive;
    private final Path folder;
    private final Progress progress;
    private final Findings findings;
    private final List<Map<String, Object>> swaps = new ArrayList<>();
    private final List<Long> swapTimes = new ArrayList<>();

    /** @param folder for the hub; emptied first */
    public SwapRun(SwapPlan plan, Path archive, Path folder, Progress progress, Findings findings) {
        this.plan = plan;
        this.archive = archive;
        this.folder = folder;
        this.progress = progress;
        this.findings = findings;
    }

    /** @return the report */
    public Map<String, Object> run() throws IOException, InterruptedException, TimeoutException, SQLException {
        progress.step("swap run: " + plan.cycles() + " cycles under " + plan.documentsPerSecond() + " documents/s");
        try (HubUnderFire hub = HubUnderFire.unpack(archive, folder)) {
            hub.configure("io.weft.adapter.http-fire-receipts",
                    Map.of("path", Goods.RECEIPTS_PATH, "system", "fire-receipts", "format", "json"));
            int relayPort = HubUnderFire.freePorts(1).get(0);
            ReceiptMapping mapping = new ReceiptMapping(hub.home());
            AdapterBundle adapter = new AdapterBundle(hub.home());
            RelayRoute route = new RelayRoute(hub, relayPort);
            mapping.put(1);
            hub.start();
            hub.awaitUp(PATIENCE);
            HubUnderFire.await("the mapping to serve", PATIENCE, () -> serves(hub, 1));
            try (OpenLoop main = load(hub.door("receipts", Goods.RECEIPTS_PATH), MAIN, 0.8, CONNECTIONS);
                    OpenLoop relayed = load(hub.door("relay", relayPort, RelayRoute.PATH), RELAYED, 0.1, CONNECTIONS_OF_A_TENTH);
                    OpenLoop dropped = load(hub.door("dropped", DroppedAdapter.PATH), DROPPED, 0.1, CONNECTIONS_OF_A_TENTH);
                    Bundles bundles = hub.bundles()) {
                warm(main);
                Map<String, Long> before = bundles.lastModified();
                relayed.start();
                dropped.start();
                swap("deploy adapter", dropped, () -> adapter.put(1));
                swap("deploy route", relayed, () -> route.put(1));
                int version = 1;
                for (int cycle = 1; cycle <= plan.cycles(); cycle++) {
                    int next = cycle + 1;
                    swap("replace adapter", dropped, () -> adapter.put(next));
                    swap("replace route", relayed, () -> route.put(next));
                    int replaced = ++version;
                    swap("replace mapping", () -> mapping.put(replaced), () -> serves(hub, replaced));
                    gone("remove adapter", dropped, adapter::remove);
                    gone("remove route", relayed, route::remove);
                    swap("remove mapping", mapping::remove, () -> !serves(hub, replaced));
                    int again = ++version;
                    swap("deploy mapping again", () -> mapping.put(again), () -> serves(hub, again));
                    swap("deploy adapter again", dropped, () -> adapter.put(next));
                    swap("deploy route again", relayed, () -> route.put(next));
                }
                List<OpenLoop> loads = List.of(main, relayed, dropped);
                progress.step("  waiting until all is acknowledged and mapped");
                loads.forEach(OpenLoop::stop);
                for (OpenLoop each : loads) {
                    findings.expect(each.drain(PATIENCE.toMillis()), each.open() + " documents are not acknowledged");
                }
                Map<String, Long> after = bundles.lastModified();
                return conclude(hub, loads, changed(before, after), version);
            }
        }
    }

    /** What a hub does for the first time after its start is not charged to the swaps. */
    private void warm(OpenLoop main) throws InterruptedException {
        main.start();
        TimeUnit.NANOSECONDS.sleep(3 * plan.pause().toNanos());
    }

    private OpenLoop load(Door door, String run, double share, int connections) {
        return new OpenLoop(run, index -> Goods.receipt(door, run, index), plan.documentsPerSecond() * share, connections);
    }

    /** A change of the hub's folder. */
    @FunctionalInterface
    private interface Change {

        void make() throws IOException;
    }

    /** Done once the client of the load is acknowledged again, beyond what was begun at the change. */
    private void swap(String what, OpenLoop load, Change change) throws IOException, InterruptedException, TimeoutException {
        int begun = load.begun();
        swap(what, change, () -> load.begun() > begun + CONNECTIONS_OF_A_TENTH);
    }

    /** Done once the client of the load finds nobody there. */
    private void gone(String what, OpenLoop load, Change change) throws IOException, InterruptedException, TimeoutException {
        long refused = load.refused();
        swap(what, change, () -> load.refused() > refused);
    }

    private void swap(String what, Change change, BooleanSupplier done)
            throws IOException, InterruptedException, TimeoutException {
        long begin = System.nanoTime();
        change.make();
        HubUnderFire.await(what, PATIENCE, done);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("what", what);
        entry.put("effectiveAfterMillis", Pace.millis(System.nanoTime() - begin));
        swaps.add(entry);
        swapTimes.add(begin);
        progress.step(String.format("  %s: %.0f ms", what, (System.nanoTime() - begin) / 1e6));
        TimeUnit.NANOSECONDS.sleep(plan.pause().toNanos());
    }

    private static boolean serves(HubUnderFire hub, int version) {
        try {
            Object mappings = hub.administrator().get("/health").json().get("mappings");
            return ((List<?>) mappings).contains(ReceiptMapping.ID + "@" + ReceiptMapping.version(version));
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Bundles other than the dropped one whose last change is another now, or that came, or went. */
    private static List<String> changed(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> all = new TreeMap<>(before);
        all.putAll(after);
        return all.keySet().stream()
                .filter(bundle -> !bundle.startsWith(AdapterBundle.SYMBOLIC_NAME))
                .filter(bundle -> !java.util.Objects.equals(before.get(bundle), after.get(bundle)))
                .toList();
    }

    private Map<String, Object> conclude(HubUnderFire hub, List<OpenLoop> loads, List<String> changed, int versions)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        HubUnderFire.await("all that was quarantined to be mapped", PATIENCE, () -> quarantined(hub) == 0);
        findings.expectNone(changed, "unrelated bundles changed");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("documentsPerSecondOffered", java.math.BigDecimal.valueOf(plan.documentsPerSecond()));
        List<Sent> main = loads.get(0).sent();
        // Before the first swap a hub compiles what it does for the first time; that is not the swaps' doing.
        report.put("longestGapMillis", Pace.longestGapMillis(main.stream()
                .filter(document -> document.acknowledged() >= swapTimes.get(0)).toList()));
        report.put("longestGapBySwap", gaps(main));
        report.put("latency", Pace.latency(main));
        report.put("swaps", swaps);
        report.put("unrelatedBundlesChanged", changed);
        Map<String, Long> refusals = new TreeMap<>();
        loads.forEach(load -> refusals.putAll(load.refusals()));
        report.put("refusals", refusals);
        try (Connection store = hub.store().connect()) {
            Map<String, Object> messages = new LinkedHashMap<>();
            for (int i = 0; i < loads.size(); i++) {
                String run = List.of(MAIN, RELAYED, DROPPED).get(i);
                messages.put(run, new MessageCheck(findings).check(store, loads.get(i).sent(), Goods.keyPrefix(run)).report());
            }
            report.put("messages", messages);
            report.put("mappingVersions", new VersionCheck(findings)
                    .check(store, Goods.keyPrefix(MAIN), loads.get(0).sentByConnection(), versions));
            report.put("takenBy", takenBy(store));
        }
        return report;
    }

    /** The longest time between two acknowledgements from each swap to the next. */
    private Map<String, Object> gaps(List<Sent> sent) {
        Map<String, Object> gaps = new LinkedHashMap<>();
        for (int i = 0; i < swaps.size(); i++) {
            long from = swapTimes.get(i);
            long to = i + 1 < swapTimes.size() ? swapTimes.get(i + 1) : from + plan.pause().toNanos();
            List<Sent> meanwhile = sent.stream()
                    .filter(document -> document.acknowledged() >= from && document.acknowledged() < to).toList();
            gaps.put((i + 1) + " " + swaps.get(i).get("what"), Pace.longestGapMillis(meanwhile));
        }
        return gaps;
    }

    /** How many messages each version of the adapter and of the route handed over. */
    private static Map<String, Object> takenBy(Connection store) throws SQLException {
        Map<String, Object> counts = new TreeMap<>();
        try (PreparedStatement statement = store.prepareStatement("""
                select coalesce('adapter ' || (headers ->> ?), headers ->> 'x-request-id', 'door'), count(*)
                  from message group by 1""")) {
            statement.setString(1, DroppedAdapter.VERSION_HEADER);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return counts;
    }

    private static long quarantined(HubUnderFire hub) {
        try (Connection store = hub.store().connect(); PreparedStatement statement =
                store.prepareStatement("select count(*) from message where outcome = 'QUARANTINED'");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException | IOException notYet) {
            return Long.MAX_VALUE;
        }
    }
}
