package io.weft.launcher;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "status", mixinStandardHelpOptions = true,
        description = "Show whether the hub is up, and what hinders it. Exit code 1 if it is not up.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    HubOptions hub;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        Installation installation = hub.installation();
        if (installation.process().isEmpty()) {
            out.println("not running (" + installation.home() + ")");
            return 1;
        }
        HubClient.Answer answer = hub.client().get("/health");
        out.print(JsonText.indented(answer.json()));
        out.flush();
        return "UP".equals(answer.json().get("status")) ? 0 : 1;
    }
}
