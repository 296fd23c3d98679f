package io.weft.fire.ledger;

import io.weft.fire.Progress;
import io.weft.fire.check.Findings;
import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.hub.LogHealth;
import io.weft.fire.hub.Plant;
import io.weft.fire.load.Documents;
import io.weft.fire.load.Door;
import io.weft.fire.load.OpenLoop;
import io.weft.fire.site.Goods;
import io.weft.fire.site.OpcUaInstance;
import io.weft.fire.site.ReceiptMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A hub anchors on a real Fabric channel under load while one part after the other is away, and then is killed while it
 * anchors. Each outage has documents of its own, and is held against the time right before it.
 */
public final class LedgerRun {

    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final Duration LEAD_IN = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final double MORE_THAN_ANY_HUB_TAKES = 1e6;
    private static final String CAPACITY_RUN = "LC";
    private static final String KILL_RUN = "LK";
    private static final String KILLED = "hub killed";
    private static final double INTAKE_RATIO = 0.95;

    private final LedgerPlan plan;
    private final Path archive;
    private final Path folder;
    private final Progress progress;
    private final Findings findings;
    private final Random random;
    private final AnchorPace pace = new AnchorPace();
    private final List<OutageResult> results = new ArrayList<>();

    /** @param folder for network and hubs; what an earlier run left of them is removed */
    public LedgerRun(LedgerPlan plan, Path archive, Path folder, Progress progress, Findings findings) {
        this.plan = plan;
        this.archive = archive;
        this.folder = folder.toAbsolutePath().normalize();
        this.progress = progress;
        this.findings = findings;
        this.random = new Random(plan.seed());
    }

    /** One line that names what this run needs and is not there; empty if it can run. */
    public static Optional<String> missing() {
        return Consortium.missing();
    }

    /** @return the report; {@code outages} is one of its members */
    public Map<String, Object> run() throws IOException, InterruptedException, TimeoutException, SQLException {
        progress.step("ledger run: " + plan.outages().size() + " outages of " + plan.window().toSeconds() + " s, " + plan.kills()
                + " kills, seed " + plan.seed());
        Files.createDirectories(folder);
        try (Consortium consortium = Consortium.start(folder.resolve("fabric"), progress);
                HubUnderFire hub = HubUnderFire.unpack(archive, folder.resolve("hub"))) {
            OpcUaInstance instance = OpcUaInstance.prepare(hub, "fire", plan.items());
            try (Plant plant = instance.plant()) {
                Ledger ledger = join(hub, consortium, instance);
                plant.publishEvery(LedgerPlan.PERIOD);
                ledger.awaitAnchoring();
                progress.step("  the hub anchors");
                return run(ledger, new Accounts(ledger, instance, findings, random));
            }
        }
    }

    private Map<String, Object> run(Ledger ledger, Accounts accounts)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("seed", plan.seed());
        double rate = rate(ledger, accounts, report);
        report.put("documentsPerSecondOffered", OutageResult.round(rate, 1));
        for (OutageKind kind : plan.outages()) {
            outage(ledger, accounts, kind, rate);
        }
        if (plan.kills() > 0) {
            report.put("kills", kills(ledger, accounts, rate).stream().map(HubKill::report).toList());
        }
        report.put("outages", results.stream().map(OutageResult::report).toList());
        accounts.conclude(report, plan.proven(), progress);
        try (Connection store = ledger.hub().store().connect()) {
            report.put("anchoring", pace.report(store, ledger.origin(), plan.paced(), findings));
        }
        return report;
    }

    /** Starts the hub, has both organizations approve its key, and gives it the sink that anchors. */
    private Ledger join(HubUnderFire hub, Consortium consortium, OpcUaInstance instance)
            throws IOException, InterruptedException, TimeoutException {
        hub.configure("io.weft.adapter.http-fire-epcis",
                Map.of("path", Goods.EPCIS_PATH, "system", "fire-epcis", "format", "epcis-json"));
        hub.configure("io.weft.adapter.http-fire-receipts",
                Map.of("path", Goods.RECEIPTS_PATH, "system", "fire-receipts", "format", "json"));
        new ReceiptMapping(hub.home()).put(1);
        Ledger.keepCheckpoints(hub);
        hub.start();
        hub.awaitUp(START_PATIENCE);
        instance.letIn(START_PATIENCE);
        consortium.approve(hub.administrator().get("/log/key").text().strip());
        Ledger ledger = new Ledger(archive, folder, hub, consortium, LogHealth.of(hub.administrator()).origin());
        ledger.anchor(hub, consortium.connection());
        return ledger;
    }

    /** Documents per second that are offered from now on. */
    private double rate(Ledger ledger, Accounts accounts, Map<String, Object> report)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        if (plan.documentsPerSecond().isPresent()) {
            return plan.documentsPerSecond().getAsDouble();
        }
        double capacity = capacity(ledger, accounts);
        report.put("capacityPerSecond", OutageResult.round(capacity, 1));
        return plan.share() * capacity;
    }

    /** As many documents as the connections carry, anchored as ever: once to get warm, once to be measured. */
    private double capacity(Ledger ledger, Accounts accounts)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        try (OpenLoop load = new OpenLoop("capacity", documents(ledger.hub(), CAPACITY_RUN), MORE_THAN_ANY_HUB_TAKES,
                plan.connections())) {
            load.start();
            Window.of(plan.window());
            Window window = Window.of(plan.window());
            load.halt();
            accounts.settle(load, CAPACITY_RUN);
            pace.full(window);
            double capacity = window.rate(load.sent());
            progress.step(String.format("  capacity %.0f documents/s", capacity));
            return capacity;
        }
    }

    private static Documents documents(HubUnderFire hub, String run) {
        Door epcis = hub.door("epcis", Goods.EPCIS_PATH);
        Door receipts = hub.door("receipts", Goods.RECEIPTS_PATH);
        return index -> switch (index % 4) {
            case 0 -> Goods.custody(epcis, run, index);
            case 2 -> Goods.epcis(epcis, run, index);
            default -> Goods.receipt(receipts, run, index);
        };
    }

    private void outage(Ledger ledger, Accounts accounts, OutageKind kind, double rate)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        try (Outage outage = kind.of(ledger);
                OpenLoop load = new OpenLoop(kind.run(), documents(ledger.hub(), kind.run()), rate, plan.connections())) {
            outage.prepare();
            load.start();
            Window.of(LEAD_IN);
            Window without = Window.of(plan.window());
            Window with;
            double drained;
            SinkWatch watch = SinkWatch.start(ledger.hub(), LOOK);
            try (watch) {
                with = during(outage);
                drained = drain(ledger, outage);
            }
            load.stop();
            Accounts.Balance balance = accounts.settle(load, kind.run());
            Set<String> committed = ledger.consortium().after(ledger.origin(), 0).stream().map(Anchor::transaction)
                    .collect(Collectors.toSet());
            conclude(new OutageResult(kind.label(), balance.lost(), balance.doubled(), without.rate(load.sent()),
                    with.rate(load.sent()), drained, balance.anchors(), watch.faults(), watch.unknown().size(),
                    watch.unknown().stream().filter(committed::contains).count(), outage.report()), without);
        }
        ledger.consortium().awaitReady();
    }

    private Window during(Outage outage) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Instant from = Instant.now();
        outage.begin();
        TimeUnit.NANOSECONDS.sleep(Math.max(0, plan.window().toNanos() - (System.nanoTime() - begin)));
        return Window.since(begin, from);
    }

    /** @return seconds from its end until what was signed by then is anchored and has its receipt */
    private static double drain(Ledger ledger, Outage outage)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        long newest = ledger.checkpoint();
        long ended = System.nanoTime();
        outage.end();
        ledger.awaitAnchored(newest);
        return (System.nanoTime() - ended) / 1e9;
    }

    private void conclude(OutageResult result, Window without) {
        results.add(result);
        pace.quiet(without);
        findings.expect(!plan.paced() || result.intakeRatio() >= INTAKE_RATIO, String.format(
                "%s: intake is %.3f of that without, below %.2f", result.name(), result.intakeRatio(), INTAKE_RATIO));
        progress.step(result.line());
    }

    private List<HubKill> kills(Ledger ledger, Accounts accounts, double rate)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        HubKills kills = new HubKills(ledger, plan.quiet(), random, progress);
        try (OpenLoop load = new OpenLoop(KILL_RUN, documents(ledger.hub(), KILL_RUN), rate, plan.connections())) {
            load.start();
            Window.of(LEAD_IN);
            Window without = Window.of(plan.window());
            long begin = System.nanoTime();
            Instant from = Instant.now();
            for (int number = 1; number <= plan.kills(); number++) {
                kills.kill(number);
            }
            load.stop();
            accounts.awaitDrained(load);
            Window with = Window.since(begin, from);
            Accounts.Balance balance = accounts.settle(load, KILL_RUN);
            // No goal of intake: who is killed takes nothing in. The rate counts until the clients have sent all of it.
            OutageResult result = new OutageResult(KILLED, balance.lost(), balance.doubled(), without.rate(load.sent()),
                    with.rate(load.sent()), kills.kills().stream().mapToDouble(HubKill::secondsToDrain).max().orElse(0),
                    balance.anchors(), List.of(), 0, 0, met(kills.kills()));
            results.add(result);
            pace.quiet(without);
            progress.step(result.line());
        }
        return kills.kills();
    }

    /** How far the last anchor was at how many of the kills. */
    private static Map<String, Object> met(List<HubKill> kills) {
        Map<String, Object> met = new LinkedHashMap<>();
        for (HubKill.Met each : HubKill.Met.values()) {
            met.put(each.name().toLowerCase(Locale.ROOT), kills.stream().filter(kill -> kill.met() == each).count());
        }
        return Map.of("met", met);
    }
}
