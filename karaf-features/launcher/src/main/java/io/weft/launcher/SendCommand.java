package io.weft.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "send", mixinStandardHelpOptions = true,
        description = "Send a file to an HTTP source of the hub and print its receipt. "
                + "Exit code 1 if it was quarantined or not taken.")
final class SendCommand implements Callable<Integer> {

    @Mixin
    HubOptions hub;

    @Parameters(index = "0", paramLabel = "PATH", description = "Path of the source, for example /in/erp.")
    String path;

    @Parameters(index = "1", paramLabel = "FILE")
    Path file;

    @Option(names = "--media-type", paramLabel = "TYPE", defaultValue = "",
            description = "Default: by the file's ending, JSON or XML.")
    String mediaType;

    @Option(names = "--key", paramLabel = "KEY", defaultValue = "", description = "Idempotency-Key.")
    String key;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!key.isEmpty()) {
            headers.put("Idempotency-Key", key);
        }
        HubClient.Answer answer = hub.client().post(path, MediaTypes.of(file, mediaType), headers, Files.readAllBytes(file));
        command.commandLine().getOut().println(answer.text());
        return answer.status() == 202 && !"QUARANTINED".equals(answer.json().get("outcome")) ? 0 : 1;
    }
}
