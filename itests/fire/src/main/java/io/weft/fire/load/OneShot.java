package io.weft.fire.load;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.io.IOException;
import java.util.Map;

/** One document over a connection of its own. */
public final class OneShot {

    private OneShot() {
    }

    /** @return the hub's outcome; empty if it did not acknowledge the document */
    public static String outcome(Document document) {
        try (HttpConnection connection = new HttpConnection(document.door().address())) {
            connection.send(document.door().request(document));
            HttpConnection.Answer answer = connection.receive();
            return answer.status() == 202
                    ? String.valueOf(((Map<?, ?>) CanonicalJson.read(answer.body())).get("outcome")) : "";
        } catch (IOException | JsonException notTaken) {
            return "";
        }
    }
}
