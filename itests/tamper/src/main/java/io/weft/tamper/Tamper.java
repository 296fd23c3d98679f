package io.weft.tamper;

import io.weft.event.CanonicalJson;
import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.check.SelfCheck;
import io.weft.ledger.proof.TrustAnchor;
import io.weft.tamper.attack.BundleAttack;
import io.weft.tamper.attack.Insider;
import io.weft.tamper.attack.ReceiptAttack;
import io.weft.tamper.attack.RowAttack;
import io.weft.tamper.attack.RowAttempts;
import io.weft.tamper.attack.SinkAttack;
import io.weft.tamper.attack.StoredTable;
import io.weft.tamper.hub.Bundles;
import io.weft.tamper.hub.Consortium;
import io.weft.tamper.hub.Constraints;
import io.weft.tamper.hub.FilledHub;
import io.weft.tamper.hub.SecondParty;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft tamper}. docs/tamper.md says what is attacked and what was measured. */
@Command(name = "tamper", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Fill a hub by the demo, stop it, and change single bits in all that it keeps as evidence: each has to be found and "
                + "named by the hub's own checks. Then be the insider, who owns database, disk and key. See docs/tamper.md.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every change was caught and named", "1:one was not, or the run failed", "2:wrong options"})
public final class Tamper implements Callable<Integer> {

    private static final List<String> LEDGERS = List.of("file", "fabric", "any");
    private static final String RECEIPTS = "receipts of a channel";
    private static final int RECEIPT_WEIGHT = 10;
    private static final int BUNDLE_WEIGHT = 15;
    private static final int SINK_WEIGHT = 5;

    @Option(names = "--trials", paramLabel = "N", defaultValue = "10000", description = "Bits to change (default: ${DEFAULT-VALUE}).")
    int trials;

    @Option(names = "--whole", paramLabel = "N", defaultValue = "100",
            description = "After so many the whole check runs, too, without a hint; 0: never (default: ${DEFAULT-VALUE}).")
    int wholeEvery;

    @Option(names = "--lots", paramLabel = "N", defaultValue = "100",
            description = "Lots of the demo that fills the hub, three series of readings each (default: ${DEFAULT-VALUE}).")
    int lots;

    @Option(names = "--cost", paramLabel = "SECONDS", defaultValue = "20",
            description = "How long it is measured what a check costs; 0: not (default: ${DEFAULT-VALUE}).")
    int cost;

    @Option(names = "--ledger", paramLabel = "file|fabric|any", defaultValue = "any",
            description = "Whether the demo anchors on a Fabric channel, too; any: if Fabric's programs are there (default: ${DEFAULT-VALUE}).")
    String ledger;

    @Option(names = "--seed", paramLabel = "N", description = "Of the random choices; without it, a new one, which is printed.")
    Long seed;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON.")
    Path report;

    @Option(names = "--folder", paramLabel = "DIR", defaultValue = "${sys:weft.root:-.}/data/tamper",
            description = "Where the hub lives; emptied first (default: ${DEFAULT-VALUE}).")
    Path folder;

    @Option(names = "--filled", description = "Take the hub that an earlier run left in the folder, if no insider was there.")
    boolean filled;

    @Spec
    CommandSpec command;

    private final long begin = System.nanoTime();
    private final List<String> unmet = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Tamper()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (trials < 1 || wholeEvery < 0 || lots < 1 || cost < 0) {
            throw new CommandLine.ParameterException(command.commandLine(), "--trials, --lots: at least 1; --whole, --cost: at least 0");
        }
        if (!LEDGERS.contains(ledger)) {
            throw new CommandLine.ParameterException(command.commandLine(), "--ledger: '" + ledger + "' is not one of " + LEDGERS);
        }
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000);
        Map<String, Object> result = new LinkedHashMap<>();
        if (!filled) {
            step("filling a hub by the demo");
        }
        try (FilledHub hub = filled ? FilledHub.open(folder) : FilledHub.fill(folder, lots, ledger());
                Connection superuser = hub.superuser()) {
            step("checking what it left; seed " + chosen);
            SelfCheck check = hub.check(List.of(hub.sink()));
            result.put("untouched", untouched(check));
            result.put("tail", Tail.of(superuser));
            if (cost > 0) {
                step("measuring for " + cost + " s what a check costs");
                result.put("checkCost", Cost.of(hub, check, Duration.ofSeconds(cost)));
                step("  " + result.get("checkCost"));
            }
            List<String> constraints = Constraints.takeOff(superuser);
            try {
                result.put("tamper", tamper(hub, superuser, check, chosen));
            } finally {
                Constraints.putBack(superuser, constraints);
            }
            step("checking that everything was changed back");
            clean(check.check(new CheckScope.Everything(Optional.empty()), CheckListener.NONE), "after the trials");
            result.put("insider", insider(hub, superuser));
        }
        return conclude(result, chosen);
    }

    private String ledger() {
        return ledger.equals("any") ? Consortium.isPossible() ? "fabric" : "file" : ledger;
    }

    private Map<String, Object> untouched(SelfCheck check) throws Exception {
        long start = System.nanoTime();
        CheckReport clean = check.check(new CheckScope.Everything(Optional.empty()), CheckListener.NONE);
        clean(clean, "before the trials");
        Map<String, Object> figures = new LinkedHashMap<>();
        clean.checked().forEach((kind, number) -> figures.put(kind.name(), number));
        figures.put("uncovered", clean.uncovered().pending() + clean.uncovered().unsigned());
        figures.put("seconds", BigDecimal.valueOf((System.nanoTime() - start) / 1_000_000, 3));
        step("  " + figures);
        return figures;
    }

    private void clean(CheckReport report, String when) {
        report.findings().forEach(found -> unmet.add(when + ": " + found));
        report.notChecked().forEach(not -> unmet.add(when + ", not checked: " + not));
    }

    private Map<String, Object> tamper(FilledHub hub, Connection superuser, SelfCheck check, long chosen) throws Exception {
        List<Trials.Weighed> attacks = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        long covered = FilledHub.covered(superuser);
        for (StoredTable table : StoredTable.all(covered)) {
            RowAttack rows = RowAttack.on(table, superuser);
            if (rows.possible()) {
                attacks.add(new Trials.Weighed(new RowAttempts(rows, check), table.weight()));
            } else {
                empty.add(table.name());
            }
        }
        List<byte[]> bundles = Bundles.of(hub, superuser);
        attacks.add(new Trials.Weighed(new BundleAttack(bundles, new TrustAnchor.Key(hub.verifierKey())), BUNDLE_WEIGHT));
        List<byte[]> receipts = Consortium.receipts(superuser);
        if (receipts.isEmpty()) {
            empty.add(RECEIPTS);
        } else {
            attacks.add(new Trials.Weighed(new ReceiptAttack(receipts, Consortium.verifier(hub.fabric())), RECEIPT_WEIGHT));
        }
        attacks.add(new Trials.Weighed(SinkAttack.on(hub.vault(), FilledHub.SINK, check), SINK_WEIGHT));
        step("changing " + trials + " bits, one at a time, in " + attacks.size() + " places; " + bundles.size() + " bundles of "
                + bundles.stream().mapToInt(bundle -> bundle.length).sum() + " bytes; " + receipts.size() + " receipts; nothing in " + empty);
        Trials run = new Trials(attacks, new SplittableRandom(chosen), what -> step("  " + what));
        run.run(trials, wholeEvery);
        unmet.addAll(run.unmet());
        Map<String, Object> figures = run.report();
        figures.put("withoutRows", empty);
        // Without a channel there are no receipts of one.
        empty.stream().filter(each -> !each.equals(RECEIPTS) || ledger().equals("fabric"))
                .forEach(each -> unmet.add("nothing was changed in " + each + ", for there is none"));
        return figures;
    }

    private Map<String, Object> insider(FilledHub hub, Connection superuser) throws Exception {
        step("a witness looks at the file sink and cosigns; then");
        SecondParty witness = SecondParty.settle(Files.createTempDirectory(folder, "witness-").resolve("state"),
                hub.keyFile().resolveSibling("ledger.key.pub"));
        SecondParty.Said before = witness.look(hub.vault());
        if (before.exitCode() != 0) {
            unmet.add("the witness, before the insider came: " + before.words());
        }
        step("the insider rewrites an event, the log and every checkpoint, with the hub's own key");
        String event = new Insider(superuser, hub.keyFile(), FilledHub.ORIGIN).rewrite();
        Map<String, Object> legs = new LinkedHashMap<>();
        legs.put("event", event);
        // It is the point: everything that he owns agrees with itself.
        legs.put("hubAlone", forks(hub, List.of()));
        if (!legs.get("hubAlone").equals(0L)) {
            unmet.add("the insider left something that the hub alone finds: the test is too easy");
        }
        told(legs, "fileSink", forks(hub, List.of(hub.sink())) > 0);
        SecondParty.Said after = witness.look(hub.shown(Files.createTempDirectory(folder, "shown-")));
        step("    " + after.words().lines().filter(line -> line.contains("ALARM")).findFirst().orElse(after.words()));
        told(legs, "witness", after.exitCode() != 0 && after.words().contains("FORK"));
        if (Consortium.was(hub.fabric())) {
            try (Consortium consortium = Consortium.again(hub.fabric())) {
                told(legs, "channel", forks(hub, List.of(consortium.sink())) > 0);
            }
        } else {
            legs.put("channel", "not there");
            if (ledger().equals("fabric")) {
                unmet.add("the insider was not held against a channel, for there is none");
            }
        }
        step("  " + legs);
        return legs;
    }

    private void told(Map<String, Object> legs, String who, boolean told) {
        legs.put(who, told);
        if (!told) {
            unmet.add("the insider is not caught by the " + who + " alone");
        }
    }

    /** How many forks a whole check finds with some sinks; anything else that it finds is no fork and is said. */
    private long forks(FilledHub hub, List<HeldCheckpoints> sinks) throws Exception {
        CheckReport found = hub.check(sinks).check(new CheckScope.Everything(Optional.empty()), CheckListener.NONE);
        found.findings().stream().limit(2).forEach(each -> step("    " + each));
        found.notChecked().forEach(not -> unmet.add("insider, not checked: " + not));
        return sinks.isEmpty() ? found.different()
                : found.findings().stream().filter(each -> each.code() == Finding.Code.FORK).count();
    }

    private int conclude(Map<String, Object> result, long chosen) throws Exception {
        result.put("seed", chosen);
        result.put("seconds", BigDecimal.valueOf(Math.round(seconds() * 10) / 10.0));
        result.put("unmet", unmet);
        if (report != null) {
            Files.write(report, CanonicalJson.write(result));
            step("report: " + report);
        }
        unmet.forEach(each -> out().println("NOT AS IT SHOULD BE: " + each));
        out().println(unmet.isEmpty() ? "all is as it should be" : unmet.size() + " finding(s)");
        out().flush();
        return unmet.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
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
