package io.weft.model.schema.bundled;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the extension fields of an event. */
final class ExtensionFields {

    static final String PREFIX = "weft:";
    private static final String NAMESPACE = "https://weft.io/ns/";
    private static final byte[] NAMED = ("\"" + PREFIX).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SPELLED_OUT = ("\"" + NAMESPACE).getBytes(StandardCharsets.US_ASCII);

    private ExtensionFields() {
    }

    /** Whether the body can hold any; told from its bytes. */
    static boolean maybeIn(Event event) {
        byte[] body = event.body();
        for (int i = 0; i < body.length - NAMED.length; i++) {
            if (body[i] == '"' && (startsAt(body, i, NAMED) || startsAt(body, i, SPELLED_OUT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(byte[] body, int at, byte[] text) {
        if (at + text.length > body.length) {
            return false;
        }
        for (int i = 1; i < text.length; i++) {
            if (body[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** The fields of the event and of its {@code ilmd}, by name; also those that spell the namespace out. */
    static Map<String, Object> of(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        try {
            Map<?, ?> body = (Map<?, ?>) CanonicalJson.read(event.body());
            collect(body, fields);
            if (body.get("ilmd") instanceof Map<?, ?> masterData) {
                collect(masterData, fields);
            }
        } catch (JsonException e) {
            throw new IllegalStateException("the body of event " + event.id() + " is not its canonical text", e);
        }
        return fields;
    }

    private static void collect(Map<?, ?> object, Map<String, Object> fields) {
        object.forEach((name, value) -> {
            if (((String) name).startsWith(PREFIX) || ((String) name).startsWith(NAMESPACE)) {
                fields.put((String) name, value);
            }
        });
    }
}
