package io.weft.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
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

    @Parameters(index = "0", paramLabel = "GTIN|IDENTIFIER",
            description = "GTIN before a lot number; alone any identifier: batch, sample, MES lot, container, URI or bare number.")
    String identifier;

    @Parameters(index = "1", paramLabel = "LOT", arity = "0..1")
    String lot;

    @Option(names = "--at", paramLabel = "TIME", description = "When the identifier named the lot (RFC 3339).")
    String at;

    @Option(names = "--as-of", paramLabel = "SIZE|TIME", description = "As the log had it at that size or time.")
    String asOf;

    @Option(names = "--use", description = "Follow what was made of it, instead of where it came from.")
    boolean use;

    @Option(names = "--json", description = "Print the whole answer as JSON.")
    boolean json;

    @Option(names = "--proof", paramLabel = "FILE", description = "Write the proof bundle into this file.")
    Path proof;

    @Option(names = "--receipt", paramLabel = "FILE",
            description = "Write the receipt of the checkpoint that the proof rests on into this file.")
    Path receipt;

    @Mixin
    SinkOption sink;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        if (lot == null && proof != null) {
            command.commandLine().getErr().println("--proof needs GTIN and lot");
            return 2;
        }
        if (proof == null && (receipt != null || sink.given())) {
            command.commandLine().getErr().println("--sink and --receipt need --proof");
            return 2;
        }
        if (proof != null && (receipt != null || sink.given())) {
            return anchoredProof();
        }
        String path = lot == null ? "/threads"
                : "/threads/" + HubClient.segment(identifier) + "/" + HubClient.segment(lot);
        String direction = parameters();
        PrintWriter out = command.commandLine().getOut();
        HubClient.Answer answer = proof == null
                ? hub.client().get(path + direction)
                : hub.client().download(path + "/proof" + direction, proof);
        if (answer.status() == 300) {
            candidates(answer.json(), command.commandLine().getErr());
            return 1;
        }
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

    /** The proof on the newest checkpoint that the sink holds, and if asked the sink's receipt for just that one. */
    private int anchoredProof() throws Exception {
        HubClient client = hub.client();
        String name = sink.name(client);
        HubClient.Answer answer = client.download("/threads/" + HubClient.segment(identifier) + "/" + HubClient.segment(lot)
                + "/proof" + parameters() + "&sink=" + HubClient.segment(name), proof);
        if (answer.status() == 200) {
            String size = answer.header("Weft-Log-Size");
            command.commandLine().getOut().println("wrote " + proof + " (" + answer.body().length + " bytes, as of size " + size
                    + ", which " + name + " holds)");
            answer = receipt == null ? answer : SinkOption.receipt(client, name, size, receipt);
            if (receipt != null && answer.status() == 200) {
                command.commandLine().getOut().println("wrote " + receipt + " (" + answer.body().length + " bytes)");
            }
        }
        if (answer.status() != 200) {
            command.commandLine().getErr().println(answer.text());
            return 1;
        }
        return 0;
    }

    private String parameters() {
        StringJoiner parameters = new StringJoiner("&", "?", "");
        parameters.add("direction=" + (use ? "use" : "origin"));
        if (lot == null) {
            parameters.add("id=" + HubClient.segment(identifier));
        }
        if (at != null) {
            parameters.add("at=" + HubClient.segment(at));
        }
        if (asOf != null) {
            parameters.add("asOf=" + HubClient.segment(asOf));
        }
        return parameters.toString();
    }

    private static void candidates(Map<String, Object> answer, PrintWriter out) {
        out.println("that may be several lots:");
        for (Object entry : (List<?>) answer.get("candidates")) {
            Map<?, ?> candidate = (Map<?, ?>) entry;
            out.printf("%s  %s %s%n", candidate.get("lot"), candidate.get("kind"), candidate.get("identifier"));
        }
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
