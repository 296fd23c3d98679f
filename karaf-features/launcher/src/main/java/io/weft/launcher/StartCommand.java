package io.weft.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "start", mixinStandardHelpOptions = true, description = "Start the hub and wait until it is up.")
final class StartCommand implements Callable<Integer> {

    @Mixin
    HubOptions hub;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "120",
            description = "How long to wait for it (default: ${DEFAULT-VALUE}).")
    int timeoutSeconds;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        Installation installation = hub.installation();
        if (!installation.exists()) {
            throw new IOException("no distribution in " + installation.home());
        }
        long begin = System.nanoTime();
        boolean first = new FirstStart(installation).prepare();
        HubProcess process = new HubProcess(installation);
        process.start(Map.of());
        HubClient client = hub.client();
        process.await(Duration.ofSeconds(timeoutSeconds), () -> Health.isUp(client));
        out.printf("up after %.1f s at %s%n", (System.nanoTime() - begin) / 1e9, HubOptions.address(installation));
        if (first) {
            out.println("first start: made the user '" + FirstStart.ADMINISTRATOR + "', its password is in "
                    + installation.secrets().resolve(FirstStart.ADMINISTRATOR + ".password"));
        }
        out.println("log: " + installation.logFile());
        return 0;
    }
}
