package io.weft.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "replay", mixinStandardHelpOptions = true,
        description = "Give messages to the mappings that serve now: one by its receipt, or all that match. A mapped message "
                + "needs a reason; what it was wrongly taken to mean is declared an error. "
                + "Exit code 1 if any is quarantined still, or was not to be replayed.")
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    HubOptions hub;

    @ArgGroup(multiplicity = "1", exclusive = true)
    Which which;

    @Option(names = "--reason", defaultValue = "", description = "Why mapped messages are mapped again.")
    String reason;

    @Spec
    CommandSpec command;

    /** One message, or all that match. */
    static final class Which {

        @Parameters(index = "0", paramLabel = "RECEIPT", description = "Receipt of the message.")
        String receipt;

        @ArgGroup(exclusive = false)
        Matching matching;
    }

    /** Conditions that all hold. */
    static final class Matching {

        @Option(names = "--outcome", required = true, description = "QUARANTINED or MAPPED.")
        String outcome;

        @Option(names = "--system", defaultValue = "", description = "Only from this counterpart.")
        String system;

        @Option(names = "--code", defaultValue = "", description = "Only with this reason, for example UNKNOWN_CODE.")
        String code;

        @Option(names = "--mapping", defaultValue = "", description = "Only by this mapping: id, or id@version.")
        String mapping;

        @Option(names = "--key", defaultValue = "", description = "Only those known by this document number, order or lot.")
        String key;
    }

    @Override
    public Integer call() throws Exception {
        return which.receipt == null ? replayAll(which.matching) : replayOne(which.receipt);
    }

    private int replayOne(String receipt) throws Exception {
        HubClient.Answer answer = post("/messages/" + HubClient.segment(receipt) + "/replay"
                + (reason.isEmpty() ? "" : "?reason=" + HubClient.segment(reason)));
        command.commandLine().getOut().println(answer.text());
        return answer.status() == 202 && !"QUARANTINED".equals(answer.json().get("outcome")) ? 0 : 1;
    }

    private int replayAll(Matching matching) throws Exception {
        PrintWriter out = command.commandLine().getOut();
        String filter = "/replays?limit=100&outcome=" + HubClient.segment(matching.outcome)
                + parameter("system", matching.system) + parameter("code", matching.code)
                + parameter("mapping", matching.mapping) + parameter("key", matching.key) + parameter("reason", reason);
        Object next = "";
        boolean clean = true;
        for (long replayed = 0; next != null;) {
            HubClient.Answer answer = post(filter + parameter("before", (String) next));
            if (answer.status() != 200) {
                command.commandLine().getErr().println(answer.text());
                return 1;
            }
            Map<String, Object> page = answer.json();
            replayed += ((Number) page.get("replayed")).longValue();
            clean &= ((List<?>) page.get("refused")).isEmpty() && !((Map<?, ?>) page.get("outcomes")).containsKey("QUARANTINED");
            print(out, page, replayed);
            next = page.get("next");
        }
        return clean ? 0 : 1;
    }

    private static void print(PrintWriter out, Map<String, Object> page, long replayed) {
        out.printf("%d replayed; of the last page %s%n", replayed, page.get("outcomes"));
        for (Object refused : (List<?>) page.get("refused")) {
            out.printf("    %s%n", ((Map<?, ?>) refused).get("reason"));
        }
        out.flush();
    }

    private HubClient.Answer post(String path) throws IOException, InterruptedException {
        return hub.client().post(path, "application/octet-stream", Map.of(), new byte[0]);
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + HubClient.segment(value);
    }
}
