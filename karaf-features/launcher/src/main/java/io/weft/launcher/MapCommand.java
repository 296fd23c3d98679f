package io.weft.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "map", mixinStandardHelpOptions = true,
        description = "Map a file without storing anything: print the events, or the reason and field. "
                + "Exit code 1 if it was rejected.")
final class MapCommand implements Callable<Integer> {

    @Mixin
    HubOptions hub;

    @Parameters(index = "0", paramLabel = "MAPPING", description = "Id of the mapping, for example erp-idoc.purchase-order.")
    String mapping;

    @Parameters(index = "1", paramLabel = "FILE")
    Path file;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        HubClient.Answer answer = hub.client().post("/map/" + HubClient.segment(mapping), MediaTypes.of(file, ""), Map.of(),
                Files.readAllBytes(file));
        command.commandLine().getOut().println(answer.text());
        return answer.status() == 200 && !answer.json().containsKey("rejected") ? 0 : 1;
    }
}
