package io.weft.fabric.network;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "up", mixinStandardHelpOptions = true,
        description = "Make the network, or start what of it does not run; returns when both organizations endorse.")
final class UpCommand implements Callable<Integer> {

    @Mixin
    FolderOption option;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        FabricPrograms programs = FabricPrograms.find(System.getenv());
        long begin = System.nanoTime();
        FabricNetwork network = FabricNetwork.start(option.folder(), programs, ContractProgram.inSourceTree(), line -> {
            out.printf("%6.1f s  %s%n", (System.nanoTime() - begin) / 1e9, line);
            out.flush();
        });
        for (int organization : new int[] {1, 2}) {
            out.println("org" + organization + ": " + relative(network.connection(organization)) + ", "
                    + relative(network.admin(organization)));
        }
        out.flush();
        return 0;
    }

    private static Path relative(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
