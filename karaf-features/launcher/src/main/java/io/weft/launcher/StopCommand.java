package io.weft.launcher;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stop the hub and its embedded database.")
final class StopCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    HubOptions hub;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        Installation installation = hub.installation();
        if (installation.process().isEmpty()) {
            command.commandLine().getOut().println("not running");
            return 0;
        }
        if (new HubProcess(installation).stop(PATIENCE)) {
            command.commandLine().getOut().println("stopped");
            return 0;
        }
        command.commandLine().getErr().println("did not stop within " + PATIENCE.toSeconds() + " s and was ended; see "
                + installation.logFile());
        return 1;
    }
}
