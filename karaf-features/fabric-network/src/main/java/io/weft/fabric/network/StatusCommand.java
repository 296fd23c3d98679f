package io.weft.fabric.network;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "status", mixinStandardHelpOptions = true,
        description = "Show each node with its state and port. Exit code 1 unless all run.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    FolderOption option;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        NetworkFolder folder = NetworkFolder.of(option.folder());
        if (!folder.holdsNetwork()) {
            out.println("no network in " + option.folder());
            out.flush();
            return 1;
        }
        Map<Node, NodeState> states = folder.states();
        Map<Node, Integer> ports = folder.ports();
        states.forEach((node, state) -> out.printf("%-10s %-8s 127.0.0.1:%d%n", node, state, ports.get(node)));
        out.flush();
        return states.values().stream().allMatch(NodeState.RUNNING::equals) ? 0 : 1;
    }
}
