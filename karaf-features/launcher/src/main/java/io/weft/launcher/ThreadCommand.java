package io.weft.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "thread", mixinStandardHelpOptions = true,
        description = "Show what happened to a lot, or export the proof of it.")
final class ThreadCommand implements Callable<Integer> {

    @Mixin
    HubOptions hub;

    @Parameters(index = "0", paramLabel = "GTIN")
    String gtin;

    @Parameters(index = "1", paramLabel = "LOT")
    String lot;

    @Option(names = "--use", description = "Follow what was made of it, instead of where it came from.")
    boolean use;

    @Option(names = "--json", description = "Print the whole answer as JSON.")
    boolean json;

    @Option(names = "--proof", paramLabel = "FILE", description = "Write the proof bundle into this file.")
    Path proof;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        String path = "/threads/" + HubClient.segment(gtin) + "/" + HubClient.segment(lot);
        String direction = use ? "?direction=use" : "";
        PrintWriter out = command.commandLine().getOut();
        HubClient.Answer answer = proof == null
                ? hub.client().get(path + direction)
                : hub.client().download(path + "/proof" + direction, proof);
        if (answer.status() != 200) {
            command.commandLine().getErr().println(answer.text());
            return 1;
        }
        if (proof != null) {
            out.println("wrote " + proof + " (" + answer.body().length + " bytes)");
        } else if (json) {
            out.println(answer.text());
        } else {
            show(answer.json(), out);
        }
        return 0;
    }

    private static void show(Map<String, Object> thread, PrintWriter out) {
        for (Object entry : (List<?>) thread.get("events")) {
            Map<?, ?> stored = (Map<?, ?>) entry;
            Map<?, ?> event = (Map<?, ?>) stored.get("event");
            out.printf("%s  %-19s %-28s %s%s%n", event.get("eventTime"), event.get("type"), orNothing(event.get("bizStep")),
                    event.get("eventID"), event.containsKey("errorDeclaration") ? "  DECLARED IN ERROR" : "");
        }
        for (Object entry : (List<?>) thread.get("exposures")) {
            Map<?, ?> exposure = (Map<?, ?>) entry;
            out.printf("%s .. %s  %s %s  %s readings%n", exposure.get("from"), exposure.get("to"), exposure.get("measure"),
                    exposure.get("device"), exposure.get("readings"));
        }
        if (Boolean.TRUE.equals(thread.get("truncated"))) {
            out.println("(cut off at the bound)");
        }
    }

    private static Object orNothing(Object value) {
        return value == null ? "" : value;
    }
}
