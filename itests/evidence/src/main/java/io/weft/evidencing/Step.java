package io.weft.evidencing;

import java.nio.file.Path;
import java.util.List;

/** One program that tries a part of it, and writes its figures to a report of its own. */
enum Step {
    /** The demo's story with its checkpoints on the channel; the keys of its report, and {@code fabric}. */
    DEMO("demo", "--ledger", "fabric", "--exit"),
    /** Calls that the channel must refuse, as the build tries them; {@code refused}. */
    REFUSED,
    /** Outages, two hubs at once and kills of the hub while it anchors; {@code outages}. */
    OUTAGES("fire", "--only", "ledger"),
    /** Single bits changed, and the insider who has the key; {@code tamper}. */
    TAMPER("tamper", "--ledger", "fabric"),
    /** What it costs, and the proof of one reading in a large log; {@code cost}. */
    COST("bench", "--only", "proof,cost");

    private final List<String> arguments;

    Step(String... arguments) {
        this.arguments = List.of(arguments);
    }

    /** @param root the source tree */
    ProcessBuilder process(Path root, Path report) {
        if (this == REFUSED) {
            return new ProcessBuilder("mvn", "-B", "-q", "-ntp", "-f", root.resolve("pom.xml").toString(), "-pl",
                    "karaf-features/fabric-network", "-am", "verify", "-Dtest=BadAnchorTest",
                    "-Dsurefire.failIfNoSpecifiedTests=false", "-Dit.test=None", "-Dfailsafe.failIfNoSpecifiedTests=false",
                    "-Dweft.refused=" + report);
        }
        ProcessBuilder process = new ProcessBuilder(root.resolve("weft").toString());
        process.command().addAll(arguments);
        process.command().addAll(List.of("--report", report.toString()));
        return process;
    }
}
