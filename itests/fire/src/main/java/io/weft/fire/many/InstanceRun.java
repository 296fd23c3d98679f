package io.weft.fire.many;

import io.weft.fire.Progress;
import io.weft.fire.check.Findings;
import io.weft.fire.check.Pace;
import io.weft.fire.hub.HubUnderFire;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A hub that finds all its instances configured when it starts. */
public final class InstanceRun {

    /** How many a build tries. */
    public static final int BRIEF = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final long POLL_MILLIS = 250;

    private final int instances;
    private final Path archive;
    private final Path folder;
    private final Progress progress;
    private final Findings findings;

    /**
     * @param instances in all; a fifth each are sinks over HTTP and sources over OPC UA, a tenth each listeners of MLLP and
     *                  directories, a twentieth each consumers of Kafka and of a database, the rest sources over HTTP
     * @param folder    for the hub; emptied first
     */
    public InstanceRun(int instances, Path archive, Path folder, Progress progress, Findings findings) {
        this.instances = instances;
        this.archive = archive;
        this.folder = folder;
        this.progress = progress;
        this.findings = findings;
    }

    /** One instance in the mix. */
    private record One(InstanceKind kind, int number) {

        String instance() {
            return kind.instance(number);
        }
    }

    /** @return the report */
    public Map<String, Object> run() throws IOException, InterruptedException, TimeoutException {
        progress.step("instance run: " + instances + " instances");
        try (HubUnderFire hub = HubUnderFire.unpack(archive, folder);
                HttpSources sources = new HttpSources(hub);
                HttpSinks sinks = new HttpSinks(hub);
                OpcUaSources plants = new OpcUaSources(hub, instances / 5);
                Hl7Sources laboratories = new Hl7Sources(hub, instances / 10);
                FileSources files = new FileSources(hub);
                KafkaSources topics = new KafkaSources(hub);
                JdbcSources tables = new JdbcSources(hub)) {
            // The mix: a kind with its share. A further adapter is one more line and one more class.
            Map<InstanceKind, Integer> mix = new LinkedHashMap<>();
            mix.put(sinks, instances / 5);
            mix.put(plants, instances / 5);
            mix.put(laboratories, instances / 10);
            mix.put(files, instances / 10);
            mix.put(topics, instances / 20);
            mix.put(tables, instances / 20);
            mix.put(sources, instances - mix.values().stream().mapToInt(Integer::intValue).sum());
            List<One> all = new ArrayList<>();
            for (Map.Entry<InstanceKind, Integer> share : mix.entrySet()) {
                for (int number = 0; number < share.getValue(); number++) {
                    share.getKey().configure(number);
                    all.add(new One(share.getKey(), number));
                }
            }
            return observe(hub, all, mix);
        }
    }

    private Map<String, Object> observe(HubUnderFire hub, List<One> all, Map<InstanceKind, Integer> mix)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        hub.start();
        Watch watch = new Watch(hub.administrator(), begin);
        List<One> waiting = new ArrayList<>(all);
        long passed = 0;
        while (passed == 0 && System.nanoTime() - begin < PATIENCE.toNanos()) {
            watch.look();
            for (One one : List.copyOf(waiting)) {
                if (watch.answered()) {
                    one.kind().pass(one.number());
                }
                if (one.kind().passed(one.number())) {
                    waiting.remove(one);
                }
            }
            if (watch.allUp(all) && waiting.isEmpty()) {
                passed = System.nanoTime() - begin;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        findings.expectNone(waiting.stream().map(One::instance).toList(), "instances have passed no message");
        findings.expectNone(all.stream().map(One::instance).filter(name -> !watch.isUp(name)).toList(), "instances are not up");
        findings.expect(watch.failures == 0, "/health failed " + watch.failures + " times after it had answered");
        Map<String, Object> report = new LinkedHashMap<>();
        Map<String, Object> counts = new LinkedHashMap<>();
        mix.forEach((kind, count) -> counts.put(kind.name(), count));
        report.put("instances", counts);
        report.put("healthAnsweredAfterMillis", Pace.millis(watch.firstAnswer));
        report.put("healthFailuresAfterwards", watch.failures);
        report.put("healthSlowestMillis", Pace.millis(watch.slowest));
        report.put("allUpAfterMillis", Pace.millis(watch.allUp));
        report.put("allPassedAMessageAfterMillis", Pace.millis(passed));
        report.put("processorSeconds", Pace.seconds(hub.processorTime()));
        report.put("rssMegabytes", hub.memoryMebibytes("VmRSS"));
        report.put("peakRssMegabytes", hub.memoryMebibytes("VmHWM"));
        report.put("threads", hub.threads());
        progress.step(String.format("  all up after %.1f s, all passed a message after %.1f s (%s s of processor time), RSS %s MiB, "
                + "%s threads", watch.allUp / 1e9, passed / 1e9, report.get("processorSeconds"), report.get("rssMegabytes"),
                report.get("threads")));
        return report;
    }

    /** What {@code /health} says over time. */
    private static final class Watch {

        private final HubClient client;
        private final long begin;
        private Map<String, String> states = Map.of();
        private long firstAnswer;
        private long allUp;
        private long slowest;
        private int failures;

        Watch(HubClient client, long begin) {
            this.client = client;
            this.begin = begin;
        }

        void look() throws InterruptedException {
            long asked = System.nanoTime();
            try {
                HubClient.Answer answer = client.get("/health");
                if (answer.status() == 200) {
                    long now = System.nanoTime();
                    firstAnswer = firstAnswer == 0 ? now - begin : firstAnswer;
                    slowest = Math.max(slowest, now - asked);
                    states = states(answer);
                } else {
                    failed();
                }
            } catch (IOException e) {
                failed();
            }
        }

        private void failed() {
            failures += answered() ? 1 : 0;
        }

        boolean answered() {
            return firstAnswer != 0;
        }

        private static Map<String, String> states(HubClient.Answer answer) throws IOException {
            Map<String, String> states = new HashMap<>();
            for (Object adapter : (List<?>) answer.json().get("adapters")) {
                Map<?, ?> one = (Map<?, ?>) adapter;
                states.put(String.valueOf(one.get("instance")), String.valueOf(one.get("state")));
            }
            return states;
        }

        boolean isUp(String instance) {
            return "UP".equals(states.get(instance));
        }

        boolean allUp(List<One> all) {
            boolean up = all.stream().map(One::instance).allMatch(this::isUp);
            if (up && allUp == 0) {
                allUp = System.nanoTime() - begin;
            }
            return up;
        }
    }
}
