package io.weft.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "fsck", mixinStandardHelpOptions = true,
        description = "Compare store, log and sinks, and name what differs; changes nothing. Without options a sample of 1000. "
                + "Ended before its end, it ends in the hub, too.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing differs", "1:something differs", "2:wrong usage", "3:not all could be checked, and why"})
final class FsckCommand implements Callable<Integer> {

    private static final int DIFFERENT = 1;
    private static final int USAGE = 2;
    private static final int NOT_CHECKED = 3;
    private static final int POLL_MILLIS = 300;

    @Mixin
    HubOptions hub;

    @ArgGroup
    Scope scope = new Scope();

    @Option(names = "--since", paramLabel = "TIME", defaultValue = "",
            description = "Only records that the hub received from then on, RFC 3339; log and sinks whole nevertheless.")
    String since;

    @Spec
    CommandSpec command;

    /** How much. */
    static final class Scope {

        @Option(names = "--full", description = "Every record.")
        boolean full;

        @Option(names = "--sample", paramLabel = "N",
                description = "So many messages, events and batches each, from random places.")
        Integer sample;

        @Option(names = "--only", paramLabel = "KIND:ID",
                description = "Only this, for example event:urn:uuid:... or checkpoint:42; may be given again for another.")
        List<String> only = List.of();
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            HubClient client = hub.client();
            HubClient.Answer begun = client.post("/checks?" + query(), "application/octet-stream", Map.of(), new byte[0]);
            if (begun.status() != 202) {
                command.commandLine().getErr().println("weft fsck: " + begun.text());
                return begun.status() == 400 ? USAGE : NOT_CHECKED;
            }
            return followOrEnd(client, "/checks/" + begun.json().get("id"));
        } catch (ConnectException e) {
            command.commandLine().getErr().println("weft fsck: the hub does not answer; is it running? (weft status)");
        } catch (IOException e) {
            command.commandLine().getErr().println("weft fsck: " + e.getMessage());
        }
        return NOT_CHECKED;
    }

    private String query() {
        String query = !scope.only.isEmpty() ? "only=" + HubClient.segment(String.join("\n", scope.only))
                : scope.full ? "scope=full" : "scope=sample&records=" + (scope.sample == null ? 1_000 : scope.sample);
        return since.isEmpty() ? query : query + "&since=" + HubClient.segment(since);
    }

    /** Whoever ends this program waits for no answer: the hub need not go on, and nobody else could begin a check. */
    private int followOrEnd(HubClient client, String path) throws IOException, InterruptedException {
        Thread ending = new Thread(() -> end(client, path));
        Runtime.getRuntime().addShutdownHook(ending);
        int status = follow(client, path);
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // It ended while the program was being ended: the hub knows of it already.
        }
        return status;
    }

    private void end(HubClient client, String path) {
        try {
            client.delete(path);
        } catch (IOException e) {
            command.commandLine().getErr().println("weft fsck: the check goes on in the hub: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int follow(HubClient client, String path) throws IOException, InterruptedException {
        Object next = 0;
        String told = "";
        while (true) {
            HubClient.Answer answer = client.get(path + "?after=" + next);
            if (answer.status() != 200) {
                throw new IOException(answer.text());
            }
            Map<String, Object> check = answer.json();
            for (Object finding : (List<?>) check.get("findings")) {
                print((Map<?, ?>) finding);
            }
            next = check.get("next");
            String progress = check.get("checked").toString();
            if (!"RUNNING".equals(check.get("state"))) {
                return end(check, progress);
            }
            if (!progress.equals(told)) {
                command.commandLine().getErr().println("  checked " + progress);
                told = progress;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private void print(Map<?, ?> finding) {
        out().printf("%s %s %s %s: found %s, expected %s%n", finding.get("code"), finding.get("table"),
                finding.get("record"), finding.get("field"), finding.get("found"), finding.get("expected"));
        out().flush();
    }

    private int end(Map<String, Object> check, String progress) {
        if ("FAILED".equals(check.get("state"))) {
            command.commandLine().getErr().println("weft fsck: " + check.get("failure"));
            return NOT_CHECKED;
        }
        out().println("checked: " + progress);
        Map<?, ?> uncovered = (Map<?, ?>) check.get("uncovered");
        out().println("not in a signed checkpoint yet: " + uncovered.get("pending") + " pending, "
                + uncovered.get("unsigned") + " unsigned"
                + (uncovered.containsKey("oldest") ? ", since " + uncovered.get("oldest") : ""));
        ((List<?>) check.get("notChecked")).forEach(reason -> out().println("NOT CHECKED: " + reason));
        long different = ((Number) check.get("different")).longValue();
        out().println(different == 0 ? "nothing differs" : different + " difference(s)");
        out().flush();
        return different > 0 ? DIFFERENT : ((List<?>) check.get("notChecked")).isEmpty() ? 0 : NOT_CHECKED;
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
