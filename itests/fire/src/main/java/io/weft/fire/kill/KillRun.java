package io.weft.fire.kill;

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
import io.weft.fire.load.Unanswered;
import io.weft.fire.site.Goods;
import io.weft.fire.site.OpcUaInstance;
import io.weft.fire.site.ReceiptMapping;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Load on both ways in, kills at random moments, and then the comparison. */
public final class KillRun {

    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(600);
    private static final Duration AFTERGLOW = Duration.ofSeconds(3);
    private static final long MINIMUM_QUIET_MILLIS = 300;
    private static final long MAXIMUM_STARTING_MILLIS = 6_000;
    private static final String RUN = "kill";

    private final KillPlan plan;
    private final Path archive;
    private final Path folder;
    private final Progress progress;
    private final Findings findings;
    private final Random random;
    private final List<Kill> kills = new ArrayList<>();

    /** @param folder for the hub; emptied first */
    public KillRun(KillPlan plan, Path archive, Path folder, Progress progress, Findings findings) {
        this.plan = plan;
        this.archive = archive;
        this.folder = folder;
        this.progress = progress;
        this.findings = findings;
        this.random = new Random(plan.seed());
    }

    /** @return the report */
    public Map<String, Object> run() throws IOException, InterruptedException, TimeoutException, SQLException {
        progress.step("kill run: " + plan.kills() + " kills, " + plan.documentsPerSecond() + " documents/s, "
                + Math.round(plan.items() * 1e3 / plan.period().toMillis()) + " readings/s, seed " + plan.seed());
        try (HubUnderFire hub = HubUnderFire.unpack(archive, folder)) {
            OpcUaInstance instance = OpcUaInstance.prepare(hub, "fire", plan.items());
            try (Plant plant = instance.plant()) {
                configure(hub);
                hub.start();
                hub.awaitUp(START_PATIENCE);
                instance.letIn(START_PATIENCE);
                try (OpenLoop load = new OpenLoop("client", documents(hub), plan.documentsPerSecond(), plan.connections())) {
                    plant.publishEvery(plan.period());
                    load.start();
                    for (int number = 1; number <= plan.kills(); number++) {
                        kill(hub, load, number);
                    }
                    TimeUnit.NANOSECONDS.sleep(AFTERGLOW.toNanos());
                    return conclude(hub, instance, load);
                }
            }
        }
    }

    private void configure(HubUnderFire hub) throws IOException {
        hub.configure("io.weft.adapter.http-fire-epcis",
                Map.of("path", Goods.EPCIS_PATH, "system", "fire-epcis", "format", "epcis-json"));
        hub.configure("io.weft.adapter.http-fire-receipts",
                Map.of("path", Goods.RECEIPTS_PATH, "system", "fire-receipts", "format", "json"));
        new ReceiptMapping(hub.home()).put(1);
    }

    private static Documents documents(HubUnderFire hub) {
        Door epcis = hub.door("epcis", Goods.EPCIS_PATH);
        Door receipts = hub.door("receipts", Goods.RECEIPTS_PATH);
        return index -> index % 2 == 0 ? Goods.epcis(epcis, RUN, index) : Goods.receipt(receipts, RUN, index);
    }

    private void kill(HubUnderFire hub, OpenLoop load, int number) throws IOException, InterruptedException, TimeoutException {
        boolean starting = plan.startingEvery() > 0 && number % plan.startingEvery() == 0;
        boolean withDatabase = plan.databaseEvery() > 0 && number % plan.databaseEvery() == 0;
        if (starting) {
            // The hub that was started after the kill before is up; end it and kill the one that follows while it starts.
            hub.kill();
            hub.start();
            TimeUnit.MILLISECONDS.sleep((long) (random.nextDouble() * MAXIMUM_STARTING_MILLIS));
        } else {
            TimeUnit.MILLISECONDS.sleep(MINIMUM_QUIET_MILLIS
                    + (long) (random.nextDouble() * (plan.quiet().toMillis() - MINIMUM_QUIET_MILLIS)));
        }
        OptionalLong before = postmaster(hub);
        long killed = System.nanoTime();
        hub.kill();
        long gone = System.nanoTime();
        boolean databaseKilled = withDatabase && hub.store().kill();
        long started = System.nanoTime();
        hub.start();
        hub.awaitUp(START_PATIENCE);
        long up = System.nanoTime();
        Kill.Database database = before.isPresent() && before.equals(postmaster(hub))
                ? Kill.Database.ADOPTED : Kill.Database.RESTARTED;
        Kill kill = new Kill(number, starting, databaseKilled, killed, gone, started, up, hub.processorTime(), database);
        kills.add(kill);
        progress.step(String.format("  kill %d%s%s: %d in flight, up after %.1f s, PostgreSQL %s, %d documents begun, %d due",
                number, starting ? " while starting" : "", databaseKilled ? " with PostgreSQL" : "",
                kill.inFlight(load.unanswered()).size(), (up - started) / 1e9,
                database.name().toLowerCase(java.util.Locale.ROOT), load.begun(), load.late()));
    }

    private static OptionalLong postmaster(HubUnderFire hub) throws IOException {
        Optional<ProcessHandle> process = hub.store().postmaster();
        return process.isPresent() ? OptionalLong.of(process.get().pid()) : OptionalLong.empty();
    }

    private Map<String, Object> conclude(HubUnderFire hub, OpcUaInstance instance, OpenLoop load)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        progress.step("  waiting until all is acknowledged and in a checkpoint");
        instance.plant().stopPublishing();
        load.stop();
        boolean drained = load.drain(SETTLE_PATIENCE.toMillis());
        findings.expect(drained, load.open() + " documents are not acknowledged " + SETTLE_PATIENCE + " after the last kill");
        instance.awaitRound(hub.store(), instance.plant().published().rounds() - 1, SETTLE_PATIENCE);
        settle(hub);
        List<Sent> sent = load.sent();
        List<Unanswered> unanswered = load.unanswered();
        Map<String, Sent> byKey = sent.stream().collect(Collectors.toMap(Sent::key, Function.identity()));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("seed", plan.seed());
        report.put("documentsPerSecondOffered", java.math.BigDecimal.valueOf(plan.documentsPerSecond()));
        report.put("kills", kills.stream().map(kill -> kill.report(unanswered, byKey)).toList());
        report.put("killsWithRequestsInFlight", inFlight(unanswered));
        report.put("startToUp", Pace.spread(kills.stream().mapToLong(kill -> kill.up() - kill.started()).toArray()));
        report.put("latency", Pace.latency(sent));
        report.put("unansweredAttempts", unanswered.size());
        report.put("refusals", load.refusals());
        findings.expectNone(load.refusals().keySet().stream()
                        .filter(refusal -> !refusal.endsWith(" 503") && !refusal.endsWith(" " + OpenLoop.NO_ANSWER)).toList(),
                "kinds of refusal that a client takes for final");
        findings.expect(inFlight(unanswered) >= plan.betweenReceiptAndAnswer(), "only " + inFlight(unanswered) + " of " + plan.kills()
                + " kills fell between receipt and answer");
        try (Connection store = hub.store().connect()) {
            progress.step("  comparing client, server and store");
            report.put("durability", new DurabilityCheck(findings).check(store));
            MessageCheck messages = new MessageCheck(findings);
            report.put("messages", messages.check(store, sent, Goods.keyPrefix(RUN)).report());
            report.put("askedOverRest", messages.askHub(hub.administrator(), sent, random));
            report.put("readings", new ReadingCheck(findings)
                    .check(store, instance.instance(), instance.plant().published(), plan.backfill()).report());
            progress.step("  verifying the log leaf by leaf");
            report.put("log", log(hub, store));
        }
        return report;
    }

    private int inFlight(List<Unanswered> unanswered) {
        return (int) kills.stream().filter(kill -> !kill.inFlight(unanswered).isEmpty()).count();
    }

    private Map<String, Object> log(HubUnderFire hub, Connection store) throws IOException, InterruptedException, SQLException {
        String key = hub.administrator().get("/log/key").text().strip();
        try {
            return new LogCheck(findings).check(store, VerifierKey.parse(key), Integer.MAX_VALUE).report();
        } catch (MalformedProofException | InvalidProofException e) {
            findings.expect(false, "the log does not verify: " + e.getMessage());
            return Map.of();
        }
    }

    /** Until nothing is quarantined for want of a mapping, and the last checkpoint covers all. */
    private static void settle(HubUnderFire hub) throws InterruptedException, TimeoutException {
        HubUnderFire.await("the log to cover all records", SETTLE_PATIENCE, () -> {
            try {
                return LogHealth.of(hub.administrator()).covered() && waiting(hub) == 0;
            } catch (IOException | SQLException notYet) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    private static long waiting(HubUnderFire hub) throws SQLException, IOException {
        try (Connection store = hub.store().connect(); Statement statement = store.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select count(*) from message m where m.outcome = 'QUARANTINED' and exists (select
                                    from rejection r where r.receipt = m.receipt and r.code = 'NO_MAPPING'))
                             + (select count(*) from outbox)""")) {
            row.next();
            return row.getLong(1);
        }
    }
}
