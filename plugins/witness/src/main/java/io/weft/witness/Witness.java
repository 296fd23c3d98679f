package io.weft.witness;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code weft witness}. Exit status: 0 done; 1 not done, or an alarm is open; 2 wrong usage. */
@Command(name = "weft witness", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"A second party's witness of an evidence log.", "",
            "It cosigns each checkpoint that goes on from the one it cosigned before (C2SP tlog-witness and tlog-cosignature), "
                    + "and raises an alarm on fork, rollback, silence, and what is not signed by the log. It needs a JDK and a "
                    + "folder; no hub, database or peer."},
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {InitCommand.class, RunCommand.class, StatusCommand.class, AcknowledgeCommand.class,
            CommandLine.HelpCommand.class})
public final class Witness {

    private Witness() {
    }

    public static void main(String[] arguments) {
        // A client that trickles shall not keep a worker; read once, when the first server is made. Seconds.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        System.setProperty("jdk.httpserver.maxConnections", "64");
        // Else an answer's last bytes wait for the client's acknowledgement of the first, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Witness()).setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("weft witness " + command.getCommandName() + ": "
                            + (failure.getMessage() == null ? failure : failure.getMessage()));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
