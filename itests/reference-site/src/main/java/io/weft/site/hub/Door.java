package io.weft.site.hub;

import io.weft.launcher.HubClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP source of the hub as its counterpart uses it: each message has an Idempotency-Key, and is offered again until
 * the hub says that it has it.
 */
public final class Door {

    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final HubClient client;
    private final String path;
    private final String mediaType;
    private final SentList sent = new SentList();

    public Door(HubClient client, String path, String mediaType) {
        this.client = client;
        this.path = path;
        this.mediaType = mediaType;
    }

    /** What this counterpart sent through this door. */
    public SentList sent() {
        return sent;
    }

    /**
     * Sends one message.
     *
     * @param key Idempotency-Key; a repeat of a message has the key of the first
     * @return the hub's receipt: {@code receipt}, {@code outcome} and, where it was quarantined, {@code reasons}
     * @throws IOException if the hub refuses it, or has not taken it within a minute
     */
    public Map<String, Object> send(String key, byte[] payload) throws IOException, InterruptedException {
        sent.add(payload);
        long deadline = System.nanoTime() + GIVE_UP.toNanos();
        long pause = FIRST_PAUSE.toMillis();
        while (true) {
            String failure;
            try {
                HubClient.Answer answer = client.post(path, mediaType, Map.of("Idempotency-Key", key), payload);
                if (answer.status() == 202) {
                    return answer.json();
                }
                failure = answer.status() + " " + answer.text();
                if (answer.status() != 503) {
                    throw new IOException(path + " refused the message: " + failure);
                }
            } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
                failure = e.toString();
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(path + " did not take the message: " + failure);
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(pause * 2, 2_000);
        }
    }
}
