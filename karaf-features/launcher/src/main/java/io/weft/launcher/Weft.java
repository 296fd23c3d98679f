package io.weft.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code weft}: the operator's commands. Exit codes: 0 done, 1 not done, 2 wrong usage. */
@Command(name = "weft", mixinStandardHelpOptions = true, version = "weft 0.1.0", sortOptions = false,
        description = "Draws one provable thread per material lot.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {StartCommand.class, StopCommand.class, StatusCommand.class, SendCommand.class, MapCommand.class,
            MessagesCommand.class, ReplayCommand.class, DeliveriesCommand.class, ThreadCommand.class, ReceiptCommand.class,
            VerifyCommand.class, FsckCommand.class, CommandLine.HelpCommand.class})
public final class Weft {

    private Weft() {
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, for a program that adds its own. */
    public static CommandLine commandLine() {
        CommandLine weft = new CommandLine(new Weft())
                .setExecutionExceptionHandler(Weft::explain)
                .setUsageHelpAutoWidth(true);
        // The verifier reads its own options.
        weft.getSubcommands().get("verify").setUnmatchedOptionsArePositionalParams(true);
        return weft;
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String reason = failure instanceof java.net.ConnectException
                ? "the hub does not answer; is it running? (weft status)"
                : failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("weft " + command.getCommandName() + ": " + reason);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
