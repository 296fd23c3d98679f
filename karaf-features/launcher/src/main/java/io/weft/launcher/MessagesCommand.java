package io.weft.launcher;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "messages", mixinStandardHelpOptions = true, description = "List messages, newest first.")
final class MessagesCommand implements Callable<Integer> {

    @Mixin
    HubOptions hub;

    @Option(names = "--system", defaultValue = "", description = "Only from this counterpart.")
    String system;

    @Option(names = "--outcome", defaultValue = "", description = "MAPPED, IGNORED, DUPLICATE or QUARANTINED.")
    String outcome;

    @Option(names = "--key", defaultValue = "", description = "Only those known by this document number, order or lot.")
    String key;

    @Option(names = "--limit", defaultValue = "20", description = "At most this many (default: ${DEFAULT-VALUE}).")
    int limit;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        String query = "/messages?limit=" + limit + parameter("system", system) + parameter("outcome", outcome)
                + parameter("key", key);
        HubClient.Answer answer = hub.client().get(query);
        if (answer.status() != 200) {
            command.commandLine().getErr().println(answer.text());
            return 1;
        }
        PrintWriter out = command.commandLine().getOut();
        for (Object entry : (List<?>) answer.json().get("messages")) {
            Map<?, ?> message = (Map<?, ?>) entry;
            out.printf("%s  %-8s %-12s %s  %s%n", message.get("receivedAt"), message.get("system"), message.get("outcome"),
                    message.get("receipt"), message.get("id"));
            for (Object reason : (List<?>) message.get("reasons")) {
                Map<?, ?> rejection = (Map<?, ?>) reason;
                out.printf("    %s %s: '%s' %s%n", rejection.get("code"), rejection.get("field"), rejection.get("value"),
                        rejection.get("rule"));
            }
        }
        return 0;
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + HubClient.segment(value);
    }
}
