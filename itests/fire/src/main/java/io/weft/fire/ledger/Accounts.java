package io.weft.fire.ledger;

import io.weft.fire.Progress;
import io.weft.fire.check.DurabilityCheck;
import io.weft.fire.check.Findings;
import io.weft.fire.check.LogCheck;
import io.weft.fire.check.MessageCheck;
import io.weft.fire.check.ReadingCheck;
import io.weft.fire.load.OpenLoop;
import io.weft.fire.load.Sent;
import io.weft.fire.site.Goods;
import io.weft.fire.site.OpcUaInstance;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.VerifierKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;

/** Holds clients, plant, store, channel and log against each other, load by load and in the end. */
final class Accounts {

    private static final Duration PATIENCE = Duration.ofSeconds(600);

    private final Ledger ledger;
    private final OpcUaInstance instance;
    private final Findings findings;
    private final Random random;
    private final MessageCheck messages;
    private final ChannelCheck channel;
    private final List<Sent> samples = new ArrayList<>();
    private long documents;

    Accounts(Ledger ledger, OpcUaInstance instance, Findings findings, Random random) throws IOException {
        this.ledger = ledger;
        this.instance = instance;
        this.findings = findings;
        this.random = random;
        this.messages = new MessageCheck(findings);
        this.channel = new ChannelCheck(ledger, findings);
    }

    /**
     * What came of one load.
     *
     * @param lost    messages and events
     * @param doubled messages, events and anchors
     * @param anchors since the load before
     */
    record Balance(long lost, long doubled, int anchors) {
    }

    /**
     * Waits until the clients have sent what is left to send and all of it is anchored, and compares. Nothing is published
     * meanwhile.
     *
     * @param load which was stopped
     * @param run  of its documents
     */
    Balance settle(OpenLoop load, String run) throws IOException, InterruptedException, TimeoutException, SQLException {
        instance.plant().stopPublishing();
        awaitDrained(load);
        instance.awaitRound(ledger.hub().store(), instance.plant().published().rounds() - 1, PATIENCE);
        ledger.awaitAllAnchored();
        List<Sent> sent = load.sent();
        documents += sent.size();
        samples.add(sent.get(random.nextInt(sent.size())));
        findings.expectNone(load.refusals().keySet().stream()
                        .filter(refusal -> !refusal.endsWith(" 503") && !refusal.endsWith(" " + OpenLoop.NO_ANSWER)).toList(),
                "kinds of refusal that a client takes for final");
        Balance balance;
        try (Connection store = ledger.hub().store().connect()) {
            ChannelCheck.Added added = channel.proceed(store);
            MessageCheck.Result checked = messages.check(store, sent, Goods.keyPrefix(run));
            balance = new Balance(checked.lost() + checked.eventsLost(),
                    checked.doubled() + checked.eventsDoubled() + added.doubled(), added.anchors());
        }
        instance.plant().publishEvery(LedgerPlan.PERIOD);
        return balance;
    }

    void awaitDrained(OpenLoop load) throws InterruptedException {
        findings.expect(load.drain(PATIENCE.toMillis()),
                load.open() + " documents are not acknowledged " + PATIENCE + " after they were due");
    }

    /** After the last load: what is looked at once, into the report. */
    void conclude(Map<String, Object> report, int proven, Progress progress)
            throws IOException, InterruptedException, TimeoutException, SQLException {
        progress.step("  comparing channel, store and server");
        instance.plant().stopPublishing();
        instance.awaitRound(ledger.hub().store(), instance.plant().published().rounds() - 1, PATIENCE);
        ledger.awaitAllAnchored();
        report.put("documents", documents);
        report.put("askedOverRest", messages.askHub(ledger.hub().administrator(), samples, random));
        try (Connection store = ledger.hub().store().connect()) {
            channel.proceed(store);
            report.put("channel", channel.conclude());
            report.put("durability", new DurabilityCheck(findings).check(store));
            report.put("readings", new ReadingCheck(findings)
                    .check(store, instance.instance(), instance.plant().published(), true).report());
            progress.step("  verifying the log from its leaves");
            report.put("log", log(store, proven));
        }
    }

    private Map<String, Object> log(Connection store, int proven) throws IOException, InterruptedException, SQLException {
        String key = ledger.hub().administrator().get("/log/key").text().strip();
        try {
            return new LogCheck(findings).check(store, VerifierKey.parse(key), proven).report();
        } catch (MalformedProofException | InvalidProofException e) {
            findings.expect(false, "the log does not verify: " + e.getMessage());
            return Map.of();
        }
    }
}
