package io.weft.bench.documents;

import io.weft.bench.Effort;
import io.weft.bench.Figures;
import io.weft.bench.Medians;
import io.weft.bench.Progress;
import io.weft.bench.Section;
import io.weft.bench.hub.BenchHub;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

/** Orders over HTTP, each answered after its commit, beside the inserts of the same rows over as many connections. */
public final class DocumentsSection implements Section {

    private static final int CONNECTIONS = 16;
    private static final int REPEATED = 100;
    private static final Duration SETTLING = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public void measure(BenchHub hub, Effort effort, Figures into, Progress progress)
            throws IOException, SQLException, InterruptedException, TimeoutException {
        hub.start();
        Numbers numbers = new Numbers();
        try (OrderClient client = new OrderClient(hub, CONNECTIONS, numbers)) {
            warmUp(hub, client, effort, progress);
            StoredDocument document = StoredDocument.read(hub.store(), client.acknowledged().get(0));
            try (InsertingBaseline baseline =
                    new InsertingBaseline(hub.store(), document, CONNECTIONS, numbers)) {
                baseline.run(effort.round());
                rounds(hub, client, baseline, effort, into, progress);
            }
            client.repeat(client.acknowledged().stream().limit(REPEATED).toList());
            Account account = Account.of(hub.store(), client.acknowledged());
            into.count("documents.lost", account.lost());
            into.count("documents.doubled", account.doubled());
            into.count("documents.acknowledged", client.acknowledged().size());
            progress.say("documents: of %d acknowledged %d lost, %d doubled", client.acknowledged().size(), account.lost(),
                    account.doubled());
        }
    }

    /** Until the hub's code is compiled: a round needs no less processor time than the one before. */
    private static void warmUp(BenchHub hub, OrderClient client, Effort effort, Progress progress)
            throws IOException, SQLException, InterruptedException {
        progress.say("documents: warming up");
        double before = Double.MAX_VALUE;
        int steady = 0;
        for (int i = 0; i < effort.mostWarmUps() && steady < 2; i++) {
            Usage usage = Usage.of(hub, () -> client.run(effort.round()));
            steady = usage.hubMicros() < 0.95 * before ? 0 : steady + 1;
            before = usage.hubMicros();
            progress.say("documents: warming up: %.0f/s, hub's JVM %.0f µs/document", usage.round().perSecond(),
                    usage.hubMicros());
        }
    }

    private static void rounds(BenchHub hub, OrderClient client, InsertingBaseline baseline, Effort effort, Figures into,
            Progress progress) throws IOException, SQLException, InterruptedException {
        List<Usage> ours = new ArrayList<>();
        List<Usage> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < effort.rounds(); i++) {
            Usage documents = Usage.of(hub, () -> client.run(effort.round()));
            settle(hub);
            Usage inserts = Usage.of(hub, () -> baseline.run(effort.round()));
            ours.add(documents);
            theirs.add(inserts);
            ratios.add(documents.round().perSecond() / inserts.round().perSecond());
            progress.say("documents: hub %.0f/s, inserts %.0f/s, ratio %.2f; processor time %.0f µs and %.0f µs",
                    documents.round().perSecond(), inserts.round().perSecond(), ratios.get(i),
                    documents.totalMicros(), inserts.totalMicros());
        }
        into.put("ratios.documents", Medians.of(ratios));
        into.put("documents.perSecond", median(ours, usage -> usage.round().perSecond()));
        into.put("documents.medianMillis", median(ours, usage -> Medians.rank(usage.round().latencyNanos(), 0.5) / 1e6));
        into.put("documents.p99Millis", median(ours, usage -> Medians.rank(usage.round().latencyNanos(), 0.99) / 1e6));
        processors("documents.micros.", ours, into);
        into.put("documents.baseline.perSecond", median(theirs, usage -> usage.round().perSecond()));
        processors("documents.baseline.micros.", theirs, into);
    }

    private static void processors(String key, List<Usage> rounds, Figures into) {
        into.put(key + "hub", median(rounds, Usage::hubMicros));
        into.put(key + "database", median(rounds, Usage::databaseMicros));
        into.put(key + "client", median(rounds, Usage::clientMicros));
        into.put(key + "total", median(rounds, Usage::totalMicros));
    }

    private static double median(List<Usage> rounds, ToDoubleFunction<Usage> figure) {
        return Medians.of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    /** Waits until the log has taken all that the hub committed: what is left to do is not the baseline's burden. */
    private static void settle(BenchHub hub) throws IOException, SQLException, InterruptedException {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        while (hub.store().number("select count(*) from outbox") > 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the outbox is not empty " + SETTLING.toSeconds() + " s after the last document");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
