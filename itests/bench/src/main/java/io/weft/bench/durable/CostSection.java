package io.weft.bench.durable;

import io.weft.bench.Effort;
import io.weft.bench.Figures;
import io.weft.bench.Medians;
import io.weft.bench.Progress;
import io.weft.bench.Section;
import io.weft.bench.durable.Evidencing.Extent;
import io.weft.bench.hub.BenchHub;
import io.weft.fabric.network.FabricException;
import io.weft.ledger.proof.MalformedProofException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What evidence costs: durable readings per second, and processor time of hub and database for each, without a log, with it, and
 * with its checkpoints on a Fabric channel. The network runs on this machine all the time, so that its idling weighs on all alike;
 * where Fabric's programs are missing that contender is left out.
 */
public final class CostSection implements Section {

    private static final int COMMIT = 500;

    private record Turn(double perSecond, double micros) {
    }

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public void measure(BenchHub hub, Effort effort, Figures into, Progress progress)
            throws IOException, SQLException, InterruptedException, TimeoutException {
        hub.start();
        try (Evidencing evidencing = new Evidencing(hub);
                LoadBundle load = new LoadBundle(hub.installation().home().resolve("deploy"))) {
            List<Extent> extents = contenders(hub, evidencing, progress);
            progress.say("cost: warming up");
            load.run(1, COMMIT, effort.round());
            load.run(1, COMMIT, effort.round());
            Map<Extent, List<Turn>> turns = new EnumMap<>(Extent.class);
            double mostAnchors = 0;
            for (int i = 0; i < effort.rounds(); i++) {
                for (Extent extent : extents) {
                    evidencing.become(extent);
                    long anchors = evidencing.anchors();
                    turns.computeIfAbsent(extent, none -> new ArrayList<>()).add(turn(hub, load, effort.round()));
                    mostAnchors = Math.max(mostAnchors, (evidencing.anchors() - anchors) / seconds(effort.round()));
                }
            }
            put(turns, mostAnchors, into, progress);
        }
    }

    private static List<Extent> contenders(BenchHub hub, Evidencing evidencing, Progress progress)
            throws IOException, InterruptedException {
        try {
            evidencing.startNetwork(hub.installation().home().resolveSibling("fabric"), line -> progress.say("cost: %s", line));
            return List.of(Extent.values());
        } catch (FabricException | MalformedProofException e) {
            progress.say("cost: without Fabric: %s", e.getMessage());
            return List.of(Extent.NO_LOG, Extent.LOG);
        }
    }

    private static Turn turn(BenchHub hub, LoadBundle load, Duration length) throws IOException, SQLException {
        Duration before = used(hub);
        double perSecond = load.run(1, COMMIT, length);
        return new Turn(perSecond, used(hub).minus(before).toNanos() / 1e3 / (perSecond * seconds(length)));
    }

    private static Duration used(BenchHub hub) throws IOException {
        return hub.process().info().totalCpuDuration().orElse(Duration.ZERO).plus(hub.store().processorTime());
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1e3;
    }

    private static void put(Map<Extent, List<Turn>> turns, double mostAnchors, Figures into, Progress progress) {
        into.put("cost.ratioLog", ratio(turns, Extent.LOG, Extent.NO_LOG));
        if (turns.containsKey(Extent.FABRIC)) {
            into.put("cost.ratioFabric", ratio(turns, Extent.FABRIC, Extent.LOG));
            into.put("cost.anchorsPerSecond", mostAnchors);
        }
        turns.forEach((extent, measured) -> {
            String name = name(extent);
            double perSecond = Medians.of(measured.stream().map(Turn::perSecond).toList());
            double micros = Medians.of(measured.stream().map(Turn::micros).toList());
            into.put("cost.perSecond." + name, perSecond);
            into.put("cost.micros." + name, micros);
            progress.say("cost: %s %.0f readings/s, %.2f µs of processor time each", name, perSecond, micros);
        });
    }

    private static String name(Extent extent) {
        return switch (extent) {
            case NO_LOG -> "noLog";
            case LOG -> "log";
            case FABRIC -> "fabric";
        };
    }

    /** Median of the ratios of neighbours in time. */
    private static double ratio(Map<Extent, List<Turn>> turns, Extent one, Extent other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < turns.get(one).size(); i++) {
            ratios.add(turns.get(one).get(i).perSecond() / turns.get(other).get(i).perSecond());
        }
        return Medians.of(ratios);
    }
}
