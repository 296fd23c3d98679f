package io.weft.fire;

import io.weft.event.CanonicalJson;
import io.weft.fire.check.Findings;
import io.weft.fire.kill.KillPlan;
import io.weft.fire.kill.KillRun;
import io.weft.fire.ledger.LedgerPlan;
import io.weft.fire.ledger.LedgerRun;
import io.weft.fire.ledger.OutageKind;
import io.weft.fire.many.InstanceRun;
import io.weft.fire.swap.SwapPlan;
import io.weft.fire.swap.SwapRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft fire}: each run on a hub of its own, and one report. */
@Command(name = "fire", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Put hubs of its own under kills, hot swaps, many instances and outages of their ledger, and hold what the "
                + "clients sent against what is stored. Exit code 1 if anything is not as it should be.")
public final class Fire implements Callable<Integer> {

    /** What can be run. */
    enum Run { KILLS, SWAPS, INSTANCES, LEDGER }

    @Option(names = "--only", paramLabel = "RUN", split = ",", description = "Any of ${COMPLETION-CANDIDATES}; without it, all. "
            + "LEDGER needs Fabric's programs, in WEFT_FABRIC_BIN or on the path.")
    Set<Run> only = EnumSet.allOf(Run.class);

    @Option(names = "--brief", description = "The short form that the build runs: 2 kills, each thing swapped once, 20 instances of 7 kinds, 2 outages.")
    boolean brief;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "20",
            description = "How often the hub is killed, in KILLS and in LEDGER (default: ${DEFAULT-VALUE}).")
    int kills;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "60",
            description = "How long each outage of LEDGER takes, and the time before it that it is held against (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--outages", paramLabel = "OUTAGE", split = ",",
            description = "Any of ${COMPLETION-CANDIDATES}; without it, all.")
    Set<OutageKind> outages = EnumSet.allOf(OutageKind.class);

    @Option(names = "--documents", paramLabel = "N", defaultValue = "500",
            description = "Documents that become due per second; LEDGER offers seven tenths of what it measured (default: ${DEFAULT-VALUE}).")
    double documentsPerSecond;

    @Option(names = "--readings", paramLabel = "N", defaultValue = "2000",
            description = "Readings published per second while the hub is killed (default: ${DEFAULT-VALUE}).")
    double readingsPerSecond;

    @Option(names = "--instances", paramLabel = "N", defaultValue = "200",
            description = "How many adapter instances one hub is given (default: ${DEFAULT-VALUE}).")
    int instances;

    @Option(names = "--seed", paramLabel = "N", description = "Of the random moments; without it, a new one, which is printed.")
    Long seed;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON.")
    Path report;

    @Option(names = "--folder", paramLabel = "DIR", defaultValue = "${sys:weft.root:-.}/data/fire",
            description = "Where the hubs live; emptied first (default: ${DEFAULT-VALUE}).")
    Path folder;

    @Spec
    CommandSpec command;

    private final long begin = System.nanoTime();
    private final Findings findings = new Findings();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Fire()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path archive = Path.of(System.getProperty("weft.archive"));
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000);
        Map<String, Object> result = new LinkedHashMap<>();
        for (Run run : only) {
            Path home = folder.resolve(run.name().toLowerCase(Locale.ROOT));
            result.put(run.name().toLowerCase(Locale.ROOT), switch (run) {
                case KILLS -> new KillRun(killPlan(chosen), archive, home, this::step, findings).run();
                case SWAPS -> new SwapRun(brief ? SwapPlan.brief() : SwapPlan.full(documentsPerSecond), archive, home, this::step, findings).run();
                case INSTANCES -> new InstanceRun(brief ? InstanceRun.BRIEF : instances, archive, home, this::step, findings).run();
                case LEDGER -> ledger(chosen, archive, home);
            });
        }
        return conclude(result);
    }

    private Map<String, Object> ledger(long chosen, Path archive, Path home) throws Exception {
        Optional<String> missing = LedgerRun.missing();
        if (missing.isPresent()) {
            step("ledger run skipped: " + missing.get());
            // Who asked for it by name is not told that all is well.
            findings.expect(!command.commandLine().getParseResult().hasMatchedOption("--only"), "ledger: " + missing.get());
            return Map.of("skipped", missing.get());
        }
        return new LedgerRun(ledgerPlan(chosen), archive, home, this::step, findings).run();
    }

    private LedgerPlan ledgerPlan(long chosen) {
        return brief ? LedgerPlan.brief(chosen) : LedgerPlan.full(outages, Duration.ofSeconds(seconds), kills, chosen);
    }

    private KillPlan killPlan(long chosen) {
        return brief ? KillPlan.brief(chosen) : KillPlan.full(kills, documentsPerSecond, readingsPerSecond, chosen);
    }

    private int conclude(Map<String, Object> result) throws IOException {
        if (result.get("ledger") instanceof Map<?, ?> ledger && ledger.containsKey("outages")) {
            result.put("outages", ledger.remove("outages"));
        }
        result.put("machine", machine());
        result.put("seconds", BigDecimal.valueOf(Math.round(seconds() * 10) / 10.0));
        result.put("unmet", findings.all());
        if (report != null) {
            Files.write(report, CanonicalJson.write(result));
            step("report: " + report);
        }
        findings.all().forEach(unmet -> out().println("NOT AS IT SHOULD BE: " + unmet));
        out().println(findings.all().isEmpty() ? "all is as it should be" : findings.all().size() + " finding(s)");
        out().flush();
        return findings.all().isEmpty() ? 0 : 1;
    }

    /** What the figures were taken on. */
    private static Map<String, Object> machine() {
        var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return Map.of("processors", system.getAvailableProcessors(),
                "loadAverage", BigDecimal.valueOf(Math.round(system.getSystemLoadAverage() * 100) / 100.0),
                "java", System.getProperty("java.version"));
    }

    private void step(String what) {
        out().printf("[%6.1f s] %s%n", seconds(), what);
        out().flush();
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
