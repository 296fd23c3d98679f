package io.weft.fabric.network;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "down", mixinStandardHelpOptions = true,
        description = "Stop the network. Its ledgers and keys stay, and up starts it again.")
final class DownCommand implements Callable<Integer> {

    @Mixin
    FolderOption option;

    @Option(names = "--delete", description = "take the folder away, with keys and all that was anchored")
    boolean delete;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        NetworkFolder folder = NetworkFolder.of(option.folder());
        if (!folder.holdsNetwork()) {
            throw new FabricException("no network in " + option.folder());
        }
        if (delete) {
            folder.delete();
        } else {
            folder.stop();
        }
        command.commandLine().getOut().println(delete ? "stopped and deleted" : "stopped");
        command.commandLine().getOut().flush();
        return 0;
    }
}
