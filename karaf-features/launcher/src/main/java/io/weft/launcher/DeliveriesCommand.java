package io.weft.launcher;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "deliveries", mixinStandardHelpOptions = true,
        description = "List what left or waits, newest first; resend one that was refused, or skip it with a reason.")
final class DeliveriesCommand implements Callable<Integer> {

    @Mixin
    HubOptions hub;

    @Option(names = "--target", defaultValue = "", description = "Only to this sink instance.")
    String target;

    @Option(names = "--lot", defaultValue = "", description = "Only of this lot, by its canonical Digital Link URI.")
    String lot;

    @Option(names = "--standing", defaultValue = "", description = "WAITING, REFUSED, UNCONFIRMED or SETTLED.")
    String standing;

    @Option(names = "--limit", defaultValue = "20", description = "At most this many (default: ${DEFAULT-VALUE}).")
    int limit;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        HubClient.Answer answer = hub.client().get("/deliveries?limit=" + limit + parameter("target", target)
                + parameter("lot", lot) + parameter("standing", standing));
        if (answer.status() != 200) {
            command.commandLine().getErr().println(answer.text());
            return 1;
        }
        PrintWriter out = command.commandLine().getOut();
        for (Object entry : (List<?>) answer.json().get("deliveries")) {
            print(out, (Map<?, ?>) entry);
        }
        return 0;
    }

    private static void print(PrintWriter out, Map<?, ?> delivery) {
        out.printf("%s  %s  %-9s %-12s %s  %s attempt(s)%n", delivery.get("createdAt"), delivery.get("id"),
                delivery.get("state"), delivery.get("target"), delivery.get("orderKey"), delivery.get("attempts"));
        if (!"".equals(delivery.get("lastReason"))) {
            out.printf("    %s%n", delivery.get("lastReason"));
        }
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + HubClient.segment(value);
    }

    @Command(name = "resend", mixinStandardHelpOptions = true, description = "Make it due at once, though it was refused.")
    int resend(@Mixin HubOptions options,
            @Parameters(paramLabel = "DELIVERY", description = "Id of the delivery.") String delivery) throws Exception {
        return act(options, delivery, "/resend");
    }

    @Command(name = "skip", mixinStandardHelpOptions = true, description = "Give it up, so that those behind it go on.")
    int skip(@Mixin HubOptions options,
            @Parameters(paramLabel = "DELIVERY", description = "Id of the delivery.") String delivery,
            @Parameters(paramLabel = "REASON", description = "Why the counterpart shall not learn of it from here.")
            String reason) throws Exception {
        return act(options, delivery, "/skip?reason=" + HubClient.segment(reason));
    }

    private int act(HubOptions options, String delivery, String act) throws Exception {
        HubClient.Answer answer = options.client().post("/deliveries/" + HubClient.segment(delivery) + act,
                "application/octet-stream", Map.of(), new byte[0]);
        if (answer.status() != 200) {
            command.commandLine().getErr().println(answer.text());
            return 1;
        }
        print(command.commandLine().getOut(), answer.json());
        return 0;
    }
}
