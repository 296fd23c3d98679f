package io.weft.launcher;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "replay", mixinStandardHelpOptions = true,
        description = "Give a quarantined message to the mappings that serve now; print outcome and reasons. "
                + "Exit code 1 if it is quarantined still, or was not to be replayed.")
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    HubOptions hub;

    @Parameters(index = "0", paramLabel = "RECEIPT", description = "Receipt of the message.")
    String receipt;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        HubClient.Answer answer = hub.client().post("/messages/" + HubClient.segment(receipt) + "/replay",
                "application/octet-stream", Map.of(), new byte[0]);
        command.commandLine().getOut().println(answer.text());
        return answer.status() == 202 && !"QUARANTINED".equals(answer.json().get("outcome")) ? 0 : 1;
    }
}
