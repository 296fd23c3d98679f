package io.weft.itests;

import io.weft.launcher.HubClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Questions to the REST interface that several tests ask. */
final class Rest {

    private Rest() {}

    /**
     * A member of an answer that is an array of objects.
     *
     * @throws IOException if the status is not 200
     */
    @SuppressWarnings("unchecked") // names of members are texts, see CanonicalJson
    static List<Map<String, Object>> json(HubClient client, String path, String member) throws IOException {
        return (List<Map<String, Object>>) json(client, path).get(member);
    }

    /** @throws IOException if the status is not 200 */
    static Map<String, Object> json(HubClient client, String path) throws IOException {
        try {
            HubClient.Answer answer = client.get(path);
            if (answer.status() != 200) {
                throw new IOException(path + ": " + answer.status() + " " + answer.text());
            }
            return answer.json();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What {@code /health} says of one adapter; empty if it knows none of that name. */
    static Map<String, Object> adapter(HubClient client, String instance) throws IOException {
        return json(client, "/health", "adapters").stream()
                .filter(adapter -> instance.equals(adapter.get("instance")))
                .findFirst()
                .orElse(Map.of());
    }
}
