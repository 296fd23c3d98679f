package io.weft.thread.postgres;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The members of an event's canonical body. */
final class EventBody {

    private EventBody() {
    }

    static Map<?, ?> of(Event event) {
        try {
            return (Map<?, ?>) CanonicalJson.read(event.body());
        } catch (JsonException e) {
            throw new IllegalArgumentException("an event's body is canonical JSON", e);
        }
    }

    /**
     * Whether the text stands anywhere in the body: reading a body costs a hundred times as much, and most have not what is
     * looked for.
     */
    static boolean mentions(Event event, String text) {
        byte[] body = event.body();
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + wanted.length <= body.length; i++) {
            if (body[i] == wanted[0] && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
