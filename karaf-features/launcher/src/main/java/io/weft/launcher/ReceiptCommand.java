package io.weft.launcher;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "receipt", mixinStandardHelpOptions = true,
        description = "Write what a sink gave for a checkpoint, for example that it is anchored on a Fabric channel.")
final class ReceiptCommand implements Callable<Integer> {

    @Mixin
    HubOptions hub;

    @Mixin
    SinkOption sink;

    @Parameters(index = "0", paramLabel = "SIZE|latest", description = "Size of the checkpoint, or the largest that the sink holds.")
    String size;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", required = true)
    Path file;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        HubClient client = hub.client();
        HubClient.Answer answer = SinkOption.receipt(client, sink.name(client), size, file);
        if (answer.status() != 200) {
            command.commandLine().getErr().println(answer.text());
            return 1;
        }
        command.commandLine().getOut().println("wrote " + file + " (" + answer.body().length + " bytes, size "
                + answer.header("Weft-Log-Size") + ")");
        return 0;
    }
}
