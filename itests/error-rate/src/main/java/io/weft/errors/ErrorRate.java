package io.weft.errors;

import io.weft.errors.delivery.Delivery;
import io.weft.errors.delivery.History;
import io.weft.errors.fault.FaultKind;
import io.weft.errors.fault.Injector;
import io.weft.errors.fault.Scenario;
import io.weft.errors.hub.HubRun;
import io.weft.errors.plain.PlainStore;
import io.weft.event.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft error-rate}. docs/error-rate.md says what is counted. */
@Command(name = "error-rate", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Turn real deliveries into orders, despatch advices and receipts, put known faults into them, send all through the "
                + "hub's intake and say of each fault whether it was caught, corrected or passed. See docs/error-rate.md.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the goal is met: at most 0.05 % of records wrong and unnoticed, no false alarm", "1:it is not, or the run failed",
                "2:wrong options", "3:the deliveries are not there"})
public final class ErrorRate implements Callable<Integer> {

    static final int ABSENT = 3;
    /** So many deliveries at least for each fault of each kind, or the clean ones would become few. */
    private static final int SHARE = 2;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON.")
    Path report;

    @Option(names = "--corpus", paramLabel = "DIR", defaultValue = "${sys:weft.corpus:-${sys:weft.root:-.}/../shared/corpus}",
            description = "Folder with deliveries/*.csv (default: ${DEFAULT-VALUE}).")
    Path corpus;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the faults; one seed, one run (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--deliveries", paramLabel = "N", defaultValue = "5188",
            description = "At most so many, from the first (default: ${DEFAULT-VALUE}).")
    int deliveries;

    @Option(names = "--faults", paramLabel = "N", defaultValue = "100",
            description = "Of each kind; fewer if half of the deliveries could not stay clean (default: ${DEFAULT-VALUE}).")
    int faults;

    @Option(names = "--folder", paramLabel = "DIR", defaultValue = "${sys:weft.root:-.}/data/error-rate",
            description = "Where the run's database lives; removed afterwards (default: ${DEFAULT-VALUE}).")
    Path folder;

    @Spec
    CommandSpec command;

    private final long begin = System.nanoTime();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ErrorRate()).setExecutionExceptionHandler(ErrorRate::explain).execute(arguments));
    }

    private static int explain(Exception failure, CommandLine run, CommandLine.ParseResult parsed) {
        run.getErr().println("weft error-rate: " + (failure.getMessage() == null ? failure : failure.getMessage()));
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws Exception {
        if (deliveries < FaultKind.values().length * SHARE || faults < 1) {
            throw new CommandLine.ParameterException(command.commandLine(), "--deliveries: at least "
                    + FaultKind.values().length * SHARE + "; --faults: at least 1");
        }
        Path history = corpus.resolve("deliveries").normalize();
        if (!Files.isDirectory(history)) {
            command.commandLine().getErr().println("weft error-rate: there is no folder " + history
                    + "; name the corpus with --corpus or the system property weft.corpus");
            return ABSENT;
        }
        Scenario scenario = scenario(History.read(history, deliveries));
        Report told = run(scenario);
        told.print(command.commandLine().getOut());
        write(told, scenario);
        return told.met() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Scenario scenario(List<Delivery> all) {
        int perKind = Math.min(faults, all.size() / (FaultKind.values().length * SHARE));
        Scenario scenario = Injector.inject(all, seed, perKind);
        step(all.size() + " deliveries, " + scenario.sent().size() + " messages, " + scenario.faults().size() + " faults, seed " + seed);
        return scenario;
    }

    private Report run(Scenario scenario) throws Exception {
        try (Folder database = Folder.in(folder)) {
            Outcome hub = Outcome.of(scenario, HubRun.run(scenario, database.path(), this::step));
            step("hub: done");
            Outcome baseline = Outcome.of(scenario, PlainStore.run(scenario));
            step("baseline: done");
            return new Report(hub, baseline);
        }
    }

    private void write(Report told, Scenario scenario) throws IOException {
        if (report != null) {
            Files.write(report, CanonicalJson.write(told.json(scenario, seed)));
            step("report: " + report);
        }
    }

    private void step(String what) {
        command.commandLine().getOut().printf("[%6.1f s] %s%n", (System.nanoTime() - begin) / 1e9, what);
        command.commandLine().getOut().flush();
    }
}
