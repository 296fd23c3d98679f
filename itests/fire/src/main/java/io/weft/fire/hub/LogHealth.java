package io.weft.fire.hub;

import io.weft.launcher.HubClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What {@code /health} says of the log.
 *
 * @param size       leaves
 * @param checkpoint size of the newest checkpoint
 * @param pending    records that wait for their place
 */
public record LogHealth(String origin, long size, long checkpoint, long pending, List<Sink> sinks) {

    /**
     * @param published newest size that it holds
     * @param underWay  what it is in the middle of; empty if nothing
     * @param fault     of its last attempt; empty if none
     */
    public record Sink(String name, long published, String underWay, String fault) {
    }

    /** @throws IOException if the hub does not answer, or has no log yet */
    public static LogHealth of(HubClient hub) throws IOException, InterruptedException {
        HubClient.Answer answer = hub.get("/health");
        if (!(answer.json().get("log") instanceof Map<?, ?> log) || !log.containsKey("sinks")) {
            throw new IOException("the hub answers " + answer.status() + " and has no log");
        }
        return new LogHealth(String.valueOf(log.get("origin")), number(log, "size"), number(log, "checkpoint"),
                number(log, "pending"), ((List<?>) log.get("sinks")).stream().map(sink -> sink((Map<?, ?>) sink)).toList());
    }

    /** Whether the newest checkpoint covers every record. */
    public boolean covered() {
        return pending == 0 && size == checkpoint;
    }

    /** Whether each sink holds the newest checkpoint. */
    public boolean published() {
        return sinks.stream().allMatch(sink -> sink.published() == checkpoint);
    }

    private static Sink sink(Map<?, ?> sink) {
        return new Sink(String.valueOf(sink.get("name")), number(sink, "published"), String.valueOf(sink.get("underWay")),
                String.valueOf(sink.get("fault")));
    }

    private static long number(Map<?, ?> object, String member) {
        return ((Number) object.get(member)).longValue();
    }
}
