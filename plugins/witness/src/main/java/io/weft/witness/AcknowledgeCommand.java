package io.weft.witness;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "acknowledge", mixinStandardHelpOptions = true,
        description = "End an alarm by a person's word. Its evidence stays. After a fork the log is cosigned again.")
final class AcknowledgeCommand implements Callable<Integer> {

    @Mixin
    StateOption state;

    @Parameters(paramLabel = "ALARM", description = "As weft witness status names it.")
    String alarm;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Who, and why; kept beside the evidence.")
    String reason;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = command.commandLine().getErr();
        for (String log : state.witness().logs()) {
            Alarms alarms = state.witness().alarms(log, Clock.systemUTC(), System.err);
            if (alarms.open().stream().anyMatch(open -> open.id().equals(alarm))) {
                alarms.end(open -> open.id().equals(alarm), "acknowledged: " + reason.replaceAll("\\s+", " "));
                return 0;
            }
        }
        err.println("weft witness acknowledge: '" + alarm + "' is no open alarm of this witness");
        return 1;
    }
}
