package io.weft.fire.ledger;

import io.weft.fire.Progress;
import io.weft.fire.check.DurabilityCheck;
import io.weft.fire.check.Findings;
import io.weft.fire.check.LogCheck;
import io.weft.fire.check.MessageCheck;
import io.weft.fire.check.Pace;
import io.weft.fire.check.ReadingCheck;
import io.weft.fire.hub.HubUnderFire;
import io.weft.fire.hub.LogHealth;
import io.weft.fire.hub.Plant;
import io.weft.fire.load.Documents;
import io.weft.fire.load.Door;
import io.weft.fire.load.OpenLoop;
import io.weft.fire.load.Sent;
import io.weft.fire.site.Goods;
import io.weft.fire.site.OpcUaInstance;
import io.weft.fire.site.ReceiptMapping;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(600);
    private static final Duration LEAD_IN = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final double MORE_THAN_ANY_HUB_TAKES = 1e6;
    private static final String CAPACITY_RUN = "LC";
    private static final String KILL_RUN = "LK";
    private static final String KILLED = "hub killed";
    private static final int ADMIT_ONE_MORE = 1;

    /** Goals: intake with an outage by intake without it, anchors per second, custody and quality to their receipt. */
    private static final double INTAKE_RATIO = 0.95;
    private static final double ANCHORS_PER_SECOND = 1;
    private static final Duration ANCHORED_WITHIN = Duration.ofSeconds(3);

    private final LedgerPlan plan;
    private final Path archive;
    private final Path folder;
    private final Progress progress;
    private final Findings findings;
    private final Random random;
    private final MessageCheck messages;
    private final List<OutageResult> results = new ArrayList<>();
    private final List<Window> quiet = new ArrayList<>();
    private final List<Sent> someSent = new ArrayList<>();
    private long documents;

    /** @param folder for network, hubs and checkpoints; what an earlier run left there is removed */
    public LedgerRun(LedgerPlan plan, Path archive, Path folder, Progress progress, Findings findings) {
        this.plan = plan;
        this.archive = archive;
        this.folder = folder.toAbsolutePath().normalize();
        this.progress = progress;
        this.findings = findings;
        this.random = new Random(plan.seed());
        this.messages = new MessageCheck(findings);
    }

    /** One line that names what this run needs and is not there; empty if it can run. */
    public static Optional<String> missing() {
        return Consortium.missing();
    }

    /** @return the report; {@code outages} is one of its members */
    public Map<String, Object> run() throws IOException, InterruptedException, TimeoutException, SQLException {
        progress.step("ledger run: " + plan.outages().size() + " outages of " + plan.window().toSeconds() + " s, " + plan.kills()
                + " kills, seed " + plan.seed());
        try (Consortium consortium = Consortium.start(folder.resolve("fabric"), progress);
                HubUnderFire hub = HubUnderFire.unpack(archive, folder.resolve("hub"))) {
            OpcUaInstance instance = OpcUaInstance.prepare(hub, "fire", plan.items());
            try (Plant plant = instance.plant()) {
                Ledger ledger = join(hub, consortium, instance);
                plant.publishEvery(PERIOD);
                ledger.awaitAnchoring();
                progress.step("  the hub anchors");
                ChannelCheck channel = new ChannelCheck(ledger, findings);
                Map<String, Object> report = new LinkedHashMap<>();
                report.put("seed", plan.seed());
                double rate = rate(ledger, report);
                for (OutageKind kind : plan.outages()) {
                    outage(ledger, kind, rate, instance, channel);
                }
                List<HubKill> kills = kills(ledger, rate, instance, channel);
                report.put("outages", results.stream().map(OutageResult::report).toList());
                report.put("kills", kills.stream().map(HubKill::report).toList());
                conclude(ledger, instance, channel, report);
                return report;
            }
        }
    }

    /** Starts the hub, has both organizations approve its key, and gives it the sink that anchors. */
    private Ledger join(HubUnderFire hub, Consortium consortium, OpcUaInstance instance)
            throws IOException, InterruptedException, TimeoutException {
        hub.configure("io.weft.adapter.http-fire-epcis",
                Map.of("path", Goods.EPCIS_PATH, "system", "fire-epcis", "format", "epcis-json"));
        hub.configure("io.weft.adapter.http-fire-receipts",
                Map.of("path", Goods.RECEIPTS_PATH, "system", "fire-receipts", "format", "json"));
        new ReceiptMapping(hub.home()).put(1);
        Ledger.keepCheckpoints(hub, folder.resolve("checkpoints"));
        hub.start();
        hub.awaitUp(START_PATIENCE);
        instance.letIn(START_PATIENCE);
        String key = hub.administrator().get("/log/key").text().strip();
        consortium.approve(key);
        Ledger ledger = new Ledger(archive, folder, hub, consortium, LogHealth.of(hub.administrator()).origin());
        ledger.anchor(hub, consortium.connection());
        return ledger;
    }

    /** Documents per second that are offered from now on. */
    private double rate(Ledger ledger, Map<String, Object> report)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        double rate;
        if (plan.documentsPerSecond().isPresent()) {
            rate = plan.documentsPerSecond().getAsDouble();
        } else {
            double capacity = capacity(ledger);
            report.put("capacityPerSecond", OutageResult.round(capacity, 1));
            rate = plan.share() * capacity;
        }
        report.put("documentsPerSecondOffered", OutageResult.round(rate, 1));
        return rate;
    }

    /** As many documents as the connections carry, anchored as ever: once to get warm, once to be measured. */
    private double capacity(Ledger ledger) throws IOException, InterruptedException, TimeoutException, SQLException {
        try (OpenLoop load = new OpenLoop("capacity", documents(ledger.hub(), CAPACITY_RUN), MORE_THAN_ANY_HUB_TAKES,
                plan.connections())) {
            load.start();
            Window.of(plan.window());
            Window window = Window.of(plan.window());
            load.halt();
            load.drain(SETTLE_PATIENCE.toMillis());
            double capacity = window.rate(load.sent());
            progress.step(String.format("  capacity %.0f documents/s", capacity));
            check(ledger, load, CAPACITY_RUN);
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

    private void outage(Ledger ledger, OutageKind kind, double rate, OpcUaInstance instance, ChannelCheck channel)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        try (Outage outage = kind.of(ledger);
                OpenLoop load = new OpenLoop(kind.run(), documents(ledger.hub(), kind.run()), rate, plan.connections())) {
            outage.prepare();
            load.start();
            Window.of(LEAD_IN);
            Window without = Window.of(plan.window());
            SinkWatch watch = SinkWatch.start(ledger.hub(), LOOK);
            long begin = System.nanoTime();
            Instant from = Instant.now();
            outage.begin();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, plan.window().toNanos() - (System.nanoTime() - begin)));
            Window with = Window.since(begin, from);
            long newest = ledger.checkpoint();
            long ended = System.nanoTime();
            outage.end();
            ledger.awaitAnchored(newest);
            double drained = (System.nanoTime() - ended) / 1e9;
            watch.close();
            load.stop();
            settle(ledger, load, instance);
            ChannelCheck.Added added;
            try (Connection store = ledger.hub().store().connect()) {
                added = channel.proceed(store);
            }
            MessageCheck.Result checked = check(ledger, load, kind.run());
            Set<String> committed = ledger.consortium().after(ledger.origin(), 0).stream().map(Anchor::transaction)
                    .collect(Collectors.toSet());
            OutageResult result = new OutageResult(kind.toString(), checked.lost() + checked.eventsLost(),
                    checked.doubled() + checked.eventsDoubled() + added.doubled(), without.rate(load.sent()),
                    with.rate(load.sent()), drained, added.anchors(), watch.faults(), watch.unknown().size(),
                    watch.unknown().stream().filter(committed::contains).count(), outage.report());
            results.add(result);
            quiet.add(without);
            findings.expect(!plan.paced() || result.intakeRatio() >= INTAKE_RATIO, String.format(
                    "%s: intake is %.3f of that without, below %.2f", result.name(), result.intakeRatio(), INTAKE_RATIO));
            progress.step(String.format("  %s: %.1f of %.1f documents/s (%.3f), drained after %.1f s, %d anchors, %d unknown",
                    result.name(), result.with(), result.without(), result.intakeRatio(), drained, result.anchors(), result.unknown()));
        }
        ledger.consortium().awaitReady();
        instance.plant().publishEvery(PERIOD);
    }

    private List<HubKill> kills(Ledger ledger, double rate, OpcUaInstance instance, ChannelCheck channel)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        if (plan.kills() == 0) {
            return List.of();
        }
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
            settle(ledger, load, instance);
            Window with = Window.since(begin, from);
            ChannelCheck.Added added;
            try (Connection store = ledger.hub().store().connect()) {
                added = channel.proceed(store);
            }
            MessageCheck.Result checked = check(ledger, load, KILL_RUN);
            quiet.add(without);
            OutageResult result = new OutageResult(KILLED, checked.lost() + checked.eventsLost(),
                    checked.doubled() + checked.eventsDoubled() + added.doubled(), without.rate(load.sent()),
                    with.rate(load.sent()), kills.kills().stream().mapToDouble(HubKill::secondsToDrain).max().orElse(0),
                    added.anchors(), List.of(), 0, 0, met(kills.kills()));
            results.add(result);
            // No goal of intake: whoever is killed takes nothing in. The rate counts until the clients had sent all of it.
            progress.step(String.format("  %s: %.1f of %.1f documents/s (%.3f)", result.name(), result.with(), result.without(),
                    result.intakeRatio()));
        }
        return kills.kills();
    }

    /** How far the last anchor was at how many of the kills. */
    private static Map<String, Object> met(List<HubKill> kills) {
        Map<String, Object> met = new LinkedHashMap<>();
        for (HubKill.Met each : HubKill.Met.values()) {
            met.put(each.name().toLowerCase(java.util.Locale.ROOT), kills.stream().filter(kill -> kill.met() == each).count());
        }
        return Map.of("met", met);
    }

    /** Until the clients have sent what was due, and all of it is anchored. Readings are not published meanwhile. */
    private void settle(Ledger ledger, OpenLoop load, OpcUaInstance instance) throws InterruptedException, TimeoutException {
        instance.plant().stopPublishing();
        findings.expect(load.drain(SETTLE_PATIENCE.toMillis()),
                load.open() + " documents are not acknowledged " + SETTLE_PATIENCE + " after they were due");
        instance.awaitRound(ledger.hub().store(), instance.plant().published().rounds() - 1, SETTLE_PATIENCE);
        ledger.awaitAllAnchored();
    }

    /** What the clients sent against the store. */
    private MessageCheck.Result check(Ledger ledger, OpenLoop load, String run) throws IOException, SQLException {
        List<Sent> sent = load.sent();
        documents += sent.size();
        someSent.add(sent.get(random.nextInt(sent.size())));
        findings.expectNone(load.refusals().keySet().stream()
                        .filter(refusal -> !refusal.endsWith(" 503") && !refusal.endsWith(" " + OpenLoop.NO_ANSWER)).toList(),
                "kinds of refusal that a client takes for final");
        try (Connection store = ledger.hub().store().connect()) {
            return messages.check(store, sent, Goods.keyPrefix(run));
        }
    }

    private void conclude(Ledger ledger, OpcUaInstance instance, ChannelCheck channel, Map<String, Object> report)
            throws IOException, InterruptedException, SQLException {
        progress.step("  comparing channel, store and server");
        report.put("documents", documents);
        report.put("askedOverRest", messages.askHub(ledger.hub().administrator(), someSent, random));
        report.put("channel", channel.conclude());
        try (Connection store = ledger.hub().store().connect()) {
            report.put("durability", new DurabilityCheck(findings).check(store));
            report.put("anchoring", anchoring(new AnchorDelay(store, ledger.origin())));
            report.put("readings", new ReadingCheck(findings)
                    .check(store, instance.instance(), instance.plant().published(), true).report());
            progress.step("  verifying the log from its leaves");
            report.put("log", log(ledger, store));
        }
    }

    /** Of the windows without an outage. */
    private Map<String, Object> anchoring(AnchorDelay delay) throws SQLException {
        long[] sorted = delay.nanos(quiet);
        double most = 0;
        for (Window window : quiet) {
            // One more than the seconds fit between the ends of a window.
            most = Math.max(most, (delay.anchors(window) - ADMIT_ONE_MORE) / window.seconds());
        }
        findings.expect(most <= ANCHORS_PER_SECOND, String.format("%.2f anchors per second", most));
        findings.expect(sorted.length > 0, "no event of custody was received without an outage");
        if (plan.paced() && sorted.length > 0) {
            long p99 = AnchorDelay.rank(sorted, 0.99);
            findings.expect(p99 <= ANCHORED_WITHIN.toNanos(), "custody is anchored after " + Pace.millis(p99)
                    + " ms (p99), not within " + ANCHORED_WITHIN.toMillis());
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("anchorsPerSecond", OutageResult.round(most, 2));
        report.put("custodyToReceipt", AnchorDelay.report(sorted));
        return report;
    }

    private Map<String, Object> log(Ledger ledger, Connection store) throws IOException, InterruptedException, SQLException {
        String key = ledger.hub().administrator().get("/log/key").text().strip();
        try {
            return new LogCheck(findings).check(store, VerifierKey.parse(key), plan.proven()).report();
        } catch (MalformedProofException | InvalidProofException e) {
            findings.expect(false, "the log does not verify: " + e.getMessage());
            return Map.of();
        }
    }
}
