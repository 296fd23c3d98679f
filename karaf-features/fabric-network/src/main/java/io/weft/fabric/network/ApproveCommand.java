package io.weft.fabric.network;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "approve", mixinStandardHelpOptions = true,
        description = "Let both organizations' admins approve a log's key, so that its checkpoints can be anchored.")
final class ApproveCommand implements Callable<Integer> {

    @Mixin
    FolderOption option;

    @Parameters(paramLabel = "KEY", description = "the log's verifier key, <name>+<hash>+<base64>")
    String verifierKey;

    @Option(names = "--owner", paramLabel = "1|2", defaultValue = "1",
            description = "organization that the log is of; only its clients may anchor (default: 1)")
    int owner;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        if (owner != 1 && owner != 2) {
            throw new picocli.CommandLine.ParameterException(command.commandLine(), "--owner: " + owner + " is not 1 or 2");
        }
        String origin = verifierKey.split("\\+", 2)[0];
        FabricNetwork network = FabricNetwork.open(option.folder(), FabricPrograms.find(System.getenv()),
                ContractProgram.inSourceTree(), line -> { });
        network.approveKey(owner, origin, verifierKey);
        command.commandLine().getOut().println("key of " + origin + " approved by both organizations; org" + owner + " owns it");
        command.commandLine().getOut().flush();
        return 0;
    }
}
