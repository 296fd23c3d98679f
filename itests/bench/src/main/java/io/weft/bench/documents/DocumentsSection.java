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
            progress.say("documents: warming up");
            client.run(effort.round().multipliedBy(2));
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

    private static void rounds(BenchHub hub, OrderClient client, InsertingBaseline baseline, Effort effort, Figures into,
            Progress progress) throws IOException, SQLException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        List<Double> processorMicros = new ArrayList<>();
        for (int i = 0; i < effort.rounds(); i++) {
            Duration before = hub.process().info().totalCpuDuration().orElse(Duration.ZERO);
            Round documents = client.run(effort.round());
            Duration used = hub.process().info().totalCpuDuration().orElse(Duration.ZERO).minus(before);
            settle(hub);
            Round inserts = baseline.run(effort.round());
            ours.add(documents.perSecond());
            theirs.add(inserts.perSecond());
            ratios.add(documents.perSecond() / inserts.perSecond());
            p50.add(Medians.rank(documents.latencyNanos(), 0.5) / 1e6);
            p99.add(Medians.rank(documents.latencyNanos(), 0.99) / 1e6);
            processorMicros.add(used.toNanos() / 1e3 / documents.latencyNanos().length);
            progress.say("documents: hub %.0f/s, inserts %.0f/s, ratio %.2f; hub's JVM %.0f µs/document", documents.perSecond(),
                    inserts.perSecond(), documents.perSecond() / inserts.perSecond(),
                    processorMicros.get(processorMicros.size() - 1));
        }
        into.put("ratios.documents", Medians.of(ratios));
        into.put("documents.perSecond", Medians.of(ours));
        into.put("documents.baselinePerSecond", Medians.of(theirs));
        into.put("documents.medianMillis", Medians.of(p50));
        into.put("documents.p99Millis", Medians.of(p99));
        into.put("documents.processorMicros", Medians.of(processorMicros));
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
