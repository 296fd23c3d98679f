package io.weft.fabric.network;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code weft fabric}. Exit codes: 0 done, 1 not done, 2 wrong usage. */
@Command(name = "weft fabric", mixinStandardHelpOptions = true, version = "weft 0.1.0", sortOptions = false, synopsisSubcommandLabel = "COMMAND",
        description = "A small Fabric network on this machine: one orderer, two organizations with a peer and a contract process"
                + " each, and the channel that checkpoints are anchored on. Needs Fabric's own programs (WEFT_FABRIC_BIN, else"
                + " the path).",
        subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, ApproveCommand.class,
            CommandLine.HelpCommand.class})
public final class FabricCommand {

    private FabricCommand() {
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new FabricCommand()).setExecutionExceptionHandler(FabricCommand::explain)
                .setUsageHelpAutoWidth(true);
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("weft fabric " + command.getCommandName() + ": " + reason);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
