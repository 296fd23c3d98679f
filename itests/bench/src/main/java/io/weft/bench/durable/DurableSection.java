package io.weft.bench.durable;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Readings at {@code Intake.accept}, committed with evidence, series, fact and outbox, beside COPY over one connection into
 * the same table on the same server (fsync and synchronous_commit on). The ratios are those of one caller: an adapter
 * instance has one; several instances commit side by side.
 */
public final class DurableSection implements Section {

    private static final int COMMIT = 500;
    private static final int ADAPTERS_COMMIT = 1_000;
    private static final int CALLERS = 4;
    private static final Duration SETTLING = Duration.ofSeconds(120);
    /** Contenders take turns often: the rest of the machine then disturbs them alike. */
    private static final int TURNS_PER_ROUND = 4;

    @Override
    public String name() {
        return "durable";
    }

    @FunctionalInterface
    private interface Contender {

        /** @return readings per second */
        double run(Duration length) throws IOException, SQLException;
    }

    @Override
    public void measure(BenchHub hub, Effort effort, Figures into, Progress progress)
            throws IOException, SQLException, InterruptedException, TimeoutException {
        hub.start();
        assertDurable(hub);
        try (Copy copy = new Copy(hub.store());
                LoadBundle load = new LoadBundle(hub.installation().home().resolve("deploy"))) {
            Map<String, Contender> contenders = new LinkedHashMap<>();
            contenders.put("perSecond", length -> load.run(1, COMMIT, length));
            contenders.put("copyKeyedPerSecond", length -> copy.keyed(COMMIT, length));
            contenders.put("copyUnkeyedPerSecond", length -> copy.unkeyed(COMMIT, length));
            contenders.put("perSecondBy1000", length -> load.run(1, ADAPTERS_COMMIT, length));
            contenders.put("copyKeyedPerSecondBy1000", length -> copy.keyed(ADAPTERS_COMMIT, length));
            contenders.put("perSecondOf4Callers", length -> load.run(CALLERS, COMMIT, length));
            progress.say("durable: warming up");
            for (Contender contender : contenders.values()) {
                contender.run(effort.round());
            }
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            Duration turn = effort.round().dividedBy(TURNS_PER_ROUND);
            for (int i = 0; i < effort.rounds() * TURNS_PER_ROUND; i++) {
                for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                    settle(hub);
                    rates.computeIfAbsent(contender.getKey(), key -> new ArrayList<>()).add(contender.getValue().run(turn));
                }
            }
            put(rates, into, progress);
        }
    }

    private static void put(Map<String, List<Double>> rates, Figures into, Progress progress) {
        into.put("ratios.durableKeyed", ratio(rates, "perSecond", "copyKeyedPerSecond"));
        into.put("ratios.durableUnkeyed", ratio(rates, "perSecond", "copyUnkeyedPerSecond"));
        into.put("ratios.durableKeyedBy1000", ratio(rates, "perSecondBy1000", "copyKeyedPerSecondBy1000"));
        into.put("ratios.durableKeyed4Callers", ratio(rates, "perSecondOf4Callers", "copyKeyedPerSecond"));
        rates.forEach((key, values) -> {
            into.put("durable." + key, Medians.of(values));
            progress.say("durable: %s %.0f", key, Medians.of(values));
        });
    }

    /** Median of the ratios of neighbours in time. */
    private static double ratio(Map<String, List<Double>> rates, String one, String other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rates.get(one).size(); i++) {
            ratios.add(rates.get(one).get(i) / rates.get(other).get(i));
        }
        return Medians.of(ratios);
    }

    private static void assertDurable(BenchHub hub) throws IOException, SQLException {
        if (hub.store().number("select count(*) from pg_settings where name in ('fsync', 'synchronous_commit')"
                + " and setting = 'on'") != 2) {
            throw new IOException("fsync and synchronous_commit: both must be on, or the figures say nothing");
        }
    }

    /** What the hub has left to do after a turn is not the next one's burden. */
    private static void settle(BenchHub hub) throws IOException, SQLException, InterruptedException {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        while (hub.store().number("select count(*) from outbox") > 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the outbox is not empty " + SETTLING.toSeconds() + " s after the last batch");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
