package io.weft.evidencing;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft evidence}: each program is a process of its own, as if called by hand, and its report becomes a part of one. */
@Command(name = "evidence", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Try all that evidence on Fabric is held to, one after the other; needs Fabric's programs. Exit code 1 if one of "
                + "them fails, the others run nevertheless.")
public final class Evidence implements Callable<Integer> {

    /** Of the reports of the programs; they stand in the whole one once per program. */
    private static final List<String> OF_EACH = List.of("machine", "seconds", "unmet", "seed", "rounds", "secondsPerRound",
            "processors", "rssMegabytes", "exit");

    @Option(names = "--only", paramLabel = "STEP", split = ",", description = "Any of ${COMPLETION-CANDIDATES}; without it, all.")
    Set<Step> only = EnumSet.allOf(Step.class);

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON.")
    Path report;

    @Option(names = "--folder", paramLabel = "DIR", defaultValue = "${sys:weft.root:-.}/data/evidence",
            description = "Where the report of each step lies (default: ${DEFAULT-VALUE}).")
    Path folder;

    @Spec
    CommandSpec command;

    private final Path root = Path.of(System.getProperty("weft.root", ".")).toAbsolutePath().normalize();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Evidence()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(folder);
        Map<String, Object> whole = new LinkedHashMap<>();
        List<Object> steps = new ArrayList<>();
        boolean failed = false;
        for (Step step : only) {
            long begin = System.nanoTime();
            Path part = folder.toAbsolutePath().resolve(name(step) + ".json");
            Files.deleteIfExists(part);
            say("--- " + name(step));
            int status = step.process(root, part).inheritIO().start().waitFor();
            Map<String, Object> told = new LinkedHashMap<>(Map.of("step", name(step), "exitStatus", BigDecimal.valueOf(status),
                    "wallSeconds", BigDecimal.valueOf(Math.round((System.nanoTime() - begin) / 1e8) / 10.0)));
            whole = Reports.merged(whole, figures(part, told));
            steps.add(told);
            failed |= status != 0;
        }
        whole.put("steps", steps);
        if (report != null) {
            Files.write(report, CanonicalJson.write(whole));
            say("report: " + report);
        }
        say(failed ? "NOT AS IT SHOULD BE: a step ended with another status than 0" : "all is as it should be");
        return failed ? 1 : 0;
    }

    /** The step's figures; what each report tells of its own run goes to the step. */
    private static Map<String, Object> figures(Path part, Map<String, Object> told) throws IOException, JsonException {
        Map<String, Object> figures = new LinkedHashMap<>();
        if (Files.exists(part) && CanonicalJson.read(Files.readAllBytes(part)) instanceof Map<?, ?> members) {
            members.forEach((key, value) -> (OF_EACH.contains(key) ? told : figures).put((String) key, value));
        }
        return figures;
    }

    private static String name(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    private void say(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
