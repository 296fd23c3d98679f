package io.weft.bench;

import io.weft.bench.boot.BootSection;
import io.weft.bench.documents.DocumentsSection;
import io.weft.bench.durable.CostSection;
import io.weft.bench.durable.DurableSection;
import io.weft.bench.hub.BenchHub;
import io.weft.bench.map.MapSection;
import io.weft.bench.opcua.OpcuaSection;
import io.weft.bench.proof.ProofSection;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft bench}: measures a fresh hub beside its baselines. docs/performance.md says how to read it. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Start a fresh hub and measure it beside its baselines, in the same run. See docs/performance.md.")
public final class Bench implements Callable<Integer> {

    /** In the order in which they are measured: the map path first, while no hub shares the processors. */
    private static final List<Section> SECTIONS = List.of(new MapSection(), new ProofSection(), new BootSection(), new DocumentsSection(),
            new DurableSection(), new CostSection(), new OpcuaSection());

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON.")
    Path report;

    @Option(names = "--only", paramLabel = "SECTION", split = ",",
            description = "Only these of map, proof, boot, documents, durable, cost, opcua.")
    Set<String> only = new LinkedHashSet<>();

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "10",
            description = "Length of one measured round of each contender (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5",
            description = "Rounds of each contender; the medians count (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--leaves", paramLabel = "N", defaultValue = "100000000",
            description = "Leaves of the generated log in which a reading is proven (default: ${DEFAULT-VALUE}).")
    long leaves;

    @Option(names = "--folder", paramLabel = "DIR", defaultValue = "${sys:weft.root:-.}/data/bench",
            description = "Where the measured hub lives; emptied first (default: ${DEFAULT-VALUE}).")
    Path folder;

    @Spec
    CommandSpec command;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::explain).execute(arguments));
    }

    private static int explain(Exception failure, CommandLine bench, CommandLine.ParseResult parsed) {
        bench.getErr().println("weft bench: " + (failure.getMessage() == null ? failure : failure.getMessage()));
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || rounds < 1) {
            throw new CommandLine.ParameterException(command.commandLine(), "--seconds and --rounds: at least 1");
        }
        if (leaves < ProofSection.PROOFS * 2) {
            throw new CommandLine.ParameterException(command.commandLine(),
                    "--leaves: " + leaves + " is not at least " + ProofSection.PROOFS * 2);
        }
        PrintWriter out = command.commandLine().getOut();
        Progress progress = new Progress(out);
        Figures figures = new Figures();
        Effort effort = new Effort(Duration.ofSeconds(seconds), rounds, leaves);
        try (BenchHub hub = new BenchHub(Path.of(System.getProperty("weft.archive")), folder.resolve("hub"), progress)) {
            for (Section section : chosen()) {
                section.measure(hub, effort, figures, progress);
            }
            hub.memory(figures);
        }
        figures.count("rounds", rounds);
        figures.count("secondsPerRound", seconds);
        figures.count("processors", Runtime.getRuntime().availableProcessors());
        figures.print(out);
        if (report != null) {
            figures.write(report);
            progress.say("report: %s", report);
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Section> chosen() {
        Set<String> names = SECTIONS.stream().map(Section::name).collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> unknown = new ArrayList<>(only);
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            throw new CommandLine.ParameterException(command.commandLine(),
                    "--only: '" + unknown.get(0) + "' is none of " + String.join(", ", names));
        }
        return SECTIONS.stream().filter(section -> only.isEmpty() || only.contains(section.name())).toList();
    }
}
