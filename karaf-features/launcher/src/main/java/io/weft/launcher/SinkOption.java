package io.weft.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which sink of checkpoints is meant. */
final class SinkOption {

    private static final String CHANNEL_PREFIX = "fabric~";

    @Option(names = "--sink", paramLabel = "NAME",
            description = "Name of the sink, as weft status tells it (default: the one that anchors on a channel).")
    String sink;

    boolean given() {
        return sink != null;
    }

    /** @throws IOException if none is given and the hub has not exactly one that anchors on a channel */
    String name(HubClient client) throws IOException, InterruptedException {
        if (sink != null) {
            return sink;
        }
        Map<?, ?> log = (Map<?, ?>) client.get("/health").json().get("log");
        List<String> channels = ((List<?>) log.get("sinks")).stream().map(entry -> (String) ((Map<?, ?>) entry).get("name"))
                .filter(name -> name.startsWith(CHANNEL_PREFIX)).toList();
        if (channels.size() != 1) {
            throw new IOException("the hub has " + (channels.isEmpty() ? "no sink that anchors on a channel" : "the sinks "
                    + channels) + "; name one with --sink");
        }
        return channels.get(0);
    }

    /** Downloads a sink's receipt. @param size a number, or {@code latest} */
    static HubClient.Answer receipt(HubClient client, String sink, String size, Path file)
            throws IOException, InterruptedException {
        return client.download("/log/receipts/" + HubClient.segment(sink) + "/" + HubClient.segment(size), file);
    }
}
