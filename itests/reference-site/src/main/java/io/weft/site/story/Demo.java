package io.weft.site.story;

import io.weft.event.CanonicalJson;
import io.weft.launcher.HubClient;
import io.weft.launcher.Installation;
import io.weft.site.hub.FreshHub;
import io.weft.site.wms.Warehouse;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft demo}: the reference site's story on a hub of its own, and the report that holds both sides together. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Start a hub with seven kinds of system, tell the story of one lot, and check the hub against the "
                + "counterparts' own lists. Exit code 1 if anything is not as it should be.")
public final class Demo implements Callable<Integer> {

    private static final Duration ALLOWANCE = Duration.ofMinutes(10);
    private static final Duration TRIAL_INTERVAL = Duration.ofMillis(25);
    private static final int LOTS_PER_DOCUMENT = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> LEDGERS = List.of("file", "fabric");

    @Option(names = "--exit", description = "Stop the hub at the end instead of leaving it running.")
    boolean exit;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON.")
    Path report;

    @Option(names = "--trials", paramLabel = "N", defaultValue = "1000",
            description = "How often to measure reading to confirmed hold (default: ${DEFAULT-VALUE}).")
    int trials;

    @Option(names = "--ledger", paramLabel = "file|fabric", defaultValue = "file",
            description = "Where checkpoints go beside the hub: a folder alone, or a Fabric channel as well, on a network of"
                    + " the demo's own from Fabric's programs (default: ${DEFAULT-VALUE}).")
    String ledger;

    @Option(names = "--folder", paramLabel = "DIR", defaultValue = "${sys:weft.root:-.}/data/demo",
            description = "Where the demo's hub lives; emptied first (default: ${DEFAULT-VALUE}).")
    Path folder;

    @Spec
    CommandSpec command;

    private final long begin = System.nanoTime();
    private boolean kept;
    private final Findings findings = new Findings();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Demo()).setExecutionExceptionHandler(Demo::explain).execute(arguments));
    }

    private static int explain(Exception failure, CommandLine demo, CommandLine.ParseResult parsed) {
        demo.getErr().println("weft demo: " + (failure.getMessage() == null ? failure : failure.getMessage()));
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        if (trials < 1) {
            throw new CommandLine.ParameterException(command.commandLine(), "--trials: '" + trials + "' is not at least 1");
        }
        if (!LEDGERS.contains(ledger)) {
            throw new CommandLine.ParameterException(command.commandLine(),
                    "--ledger: '" + ledger + "' is not one of " + String.join(", ", LEDGERS));
        }
        Optional<FabricLedger> channel = channel();
        try {
            return call(channel);
        } finally {
            if (channel.isPresent() && !kept) {
                channel.get().stop();
            }
        }
    }

    private Optional<FabricLedger> channel() throws IOException, InterruptedException {
        if (!ledger.equals("fabric")) {
            return Optional.empty();
        }
        step("starting a Fabric network of two organizations in " + folder.resolve("fabric").normalize());
        return Optional.of(FabricLedger.start(folder.resolve("fabric"), line -> step("  " + line)));
    }

    private int call(Optional<FabricLedger> channel) throws IOException, InterruptedException, TimeoutException {
        step("unpacking a hub into " + folder.normalize());
        Installation installation = FreshHub.unpack(Path.of(System.getProperty("weft.archive")), folder.resolve("hub"));
        step("starting the hub and its counterparts: ERP, supplier portal, carrier (SFTP server, Kafka broker), warehouse,");
        step("  LIMS (MLLP peer, PostgreSQL table), MES, a cold store of " + (trials + 1) + " zones (OPC UA), quality system");
        ReferenceSite site = ReferenceSite.open(installation, trials + 1);
        try {
            if (channel.isPresent()) {
                channel.get().join(site);
                step("both organizations approved the log's key; a file in etc/, and the hub anchors on their channel");
            }
            Map<String, Object> result = tell(site, channel);
            kept = !exit;
            return conclude(result, site, kept);
        } finally {
            if (kept) {
                site.closeCounterparts();
            } else {
                site.close();
            }
        }
    }

    private Map<String, Object> tell(ReferenceSite site, Optional<FabricLedger> channel)
            throws IOException, InterruptedException, TimeoutException {
        Instant start = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MINUTES);
        Telling telling = new Telling(site.counterparts(), site.administrator(), start, findings);
        LotStory story = new LotStory(telling, what -> step("  " + what));
        step("telling the story of lot " + LotStory.LOT);
        story.tell();
        step("  the MES's own log:");
        site.counterparts().mes().log().forEach(entry -> out().println("              " + entry.line()));
        step("sending one message per fault");
        new MalformedMessages(telling).send();
        step("measuring " + trials + " times from the completing reading to the confirmed hold");
        Percentiles holds = trials(site, start);
        step(String.format("  median %.1f ms, p99 %.1f ms, maximum %.1f ms", holds.medianMillis(), holds.p99Millis(),
                holds.maxMillis()));
        Map<String, Object> result = new LinkedHashMap<>();
        step("holding the counterparts' lists against the hub's");
        Reconciliation reconciliation = new Reconciliation(site.administrator(), findings);
        result.put("systems", systems(site, reconciliation));
        result.put("idocStatus", new IdocStates(site.counterparts().erp(), site.administrator(), findings).compare());
        result.put("duplicates", story.duplicates().entrySet().stream().map(entry ->
                Map.of("kind", entry.getKey(), "outcome", entry.getValue())).toList());
        result.put("quarantined", reconciliation.quarantined());
        LotThread lotThread = new LotThread(site.administrator(), findings);
        Map<String, Object> thread = lotThread.read();
        result.put("massBalance", MassBalance.of(story.lot(), thread, site.administrator(), findings));
        lotThread.check(thread);
        result.put("classes", lotThread.classes(thread));
        step("  classes in the lot's thread: " + result.get("classes"));
        result.put("thread", lotThread.byEachIdentifier(telling.hours(10)));
        result.put("interlock", story.interlock());
        result.put("decisions", story.decisions());
        result.put("cooling", story.cooling());
        step("  told of decisions: " + story.decisionsTold());
        step("  thread by five identifiers: " + result.get("thread") + "; interlock: " + result.get("interlock")
                + "; cooling: " + result.get("cooling"));
        result.put("hold", hold(holds));
        Optional<AnchoredEvidence> anchored = Optional.empty();
        if (channel.isPresent()) {
            channel.get().awaitAnchored(site.administrator());
            anchored = Optional.of(new AnchoredEvidence(channel.get(), folder.resolve("receipts"), findings));
            result.put("fabric", anchored.get().compare(site.administrator()));
            step("anchored on the channel, as the other organization's peer tells: " + result.get("fabric"));
        }
        step("exporting the proof of the lot, then stopping the hub and verifying without it");
        result.put("proof", proof(site, channel, anchored));
        List<String> faults = site.counterparts().warehouse().faults();
        findings.expect(faults.isEmpty(), "the warehouse: " + faults);
        return result;
    }

    private Percentiles trials(ReferenceSite site, Instant start) throws IOException, InterruptedException, TimeoutException {
        Warehouse warehouse = site.counterparts().warehouse();
        Map<String, Integer> zoneOfLot = new LinkedHashMap<>();
        List<Map<String, Object>> events = new ArrayList<>();
        for (int trial = 1; trial <= trials; trial++) {
            int zone = trial + 1;
            String lot = Places.trialLot(trial);
            zoneOfLot.put(lot, zone);
            events.add(warehouse.devicesInstalled(Places.zone(zone).storage(), List.of(Places.device(zone)), start));
            events.add(warehouse.stored(lot, BigDecimal.TEN, Places.zone(zone), start));
        }
        for (int from = 0; from < events.size(); from += LOTS_PER_DOCUMENT) {
            List<Map<String, Object>> some = events.subList(from, Math.min(from + LOTS_PER_DOCUMENT, events.size()));
            findings.expectEqual("MAPPED", Receipts.outcome(warehouse.tell("trials-" + from, some)), "lots of the trials");
        }
        return new HoldTrials(site.counterparts().coldStore(), warehouse, TRIAL_INTERVAL).run(zoneOfLot, start, ALLOWANCE);
    }

    private Map<String, Object> systems(ReferenceSite site, Reconciliation reconciliation)
            throws IOException, InterruptedException {
        Map<String, Object> systems = new LinkedHashMap<>();
        Counterparts counterparts = site.counterparts();
        systems.put("erp", reconciliation.messages("erp", counterparts.erp().door().sent()));
        systems.put("portal", reconciliation.messages("portal", counterparts.portal().door().sent()));
        systems.put("carrier", reconciliation.messages("carrier", counterparts.carrierSent()));
        systems.put("wms", reconciliation.messages("wms", counterparts.warehouse().door().sent()));
        systems.put("lims", reconciliation.messages("lims", counterparts.limsSent()));
        systems.put("mes", reconciliation.messages("mes", counterparts.mes().door().sent()));
        systems.put("cold-store", reconciliation.readings("opcua~cold-store", counterparts.coldStore().account()));
        systems.put("quality", reconciliation.messages("quality", counterparts.quality().door().sent()));
        return systems;
    }

    private static Map<String, Object> hold(Percentiles holds) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("trials", holds.trials());
        entry.put("medianMillis", BigDecimal.valueOf(holds.medianMillis()));
        entry.put("p99Millis", BigDecimal.valueOf(holds.p99Millis()));
        entry.put("maxMillis", BigDecimal.valueOf(holds.maxMillis()));
        return entry;
    }

    private Map<String, Object> proof(ReferenceSite site, Optional<FabricLedger> channel, Optional<AnchoredEvidence> anchored)
            throws IOException, InterruptedException, TimeoutException {
        Path bundle = folder.resolve("proof.weft");
        Path key = folder.resolve("log.key");
        HubClient hub = site.administrator();
        // The auditor pins the key long before; here it is taken from the hub before the proof is.
        Files.write(key, hub.get("/log/key").body());
        String basis = channel.isPresent() ? "?sink=" + HubClient.segment(FabricLedger.SINK) : "";
        ReferenceSite.await("the thread stands in a checkpoint", PATIENCE,
                () -> hub.download(LotThread.path() + "/proof" + basis, bundle).status() == 200);
        if (exit) {
            site.stopHub();
            if (channel.isPresent()) {
                channel.get().stop();
                step("  hub and network are stopped");
            }
        }
        OfflineProof proof = new OfflineProof(System.getProperty("java.class.path"), bundle, key);
        out().print(proof.verify(findings).indent(4));
        if (anchored.isPresent()) {
            Path receipt = anchored.get().receiptOf(bundle);
            out().print(proof.verifyAnchored(receipt, channel.get().organizations(), findings).indent(4));
        }
        Optional<Map<String, Object>> second = new SecondVerifier(Path.of(System.getProperty("weft.root", "."))).verify(bundle, key, findings);
        step(second.map(found -> "  a second verifier, in JavaScript and from the format's description alone, says the same of "
                + found.get("verified") + " items").orElse("  the second verifier needs Node, which is not here"));
        Map<String, Object> flips = proof.flip(Instant.now().toEpochMilli(), findings);
        step("  flipped one bit in each of " + flips.get("flips") + " events, payloads and readings: " + flips.get("caught")
                + " caught and named");
        second.ifPresent(found -> flips.put("secondVerifier", found));
        return flips;
    }

    private int conclude(Map<String, Object> result, ReferenceSite site, boolean keep) throws IOException {
        result.put("seconds", BigDecimal.valueOf(Math.round(seconds() * 10) / 10.0));
        result.put("unmet", findings.unmet());
        if (report != null) {
            Files.write(report, CanonicalJson.write(result));
            step("report: " + report);
        }
        findings.unmet().forEach(unmet -> out().println("NOT AS IT SHOULD BE: " + unmet));
        if (keep) {
            String home = site.installation().home().toString();
            out().println("the hub goes on; ask it: ./weft thread " + Places.GTIN + " " + LotStory.LOT + " --home " + home);
            out().println("                stop it: ./weft stop --home " + home);
        }
        out().println(findings.unmet().isEmpty() ? "all is as it should be" : findings.unmet().size() + " finding(s)");
        return findings.unmet().isEmpty() ? 0 : 1;
    }

    private void step(String what) {
        out().printf("[%5.1f s] %s%n", seconds(), what);
        out().flush();
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
