package io.weft.model.hash;

import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.event.Event;
import io.weft.event.EventHash;
import io.weft.event.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * The event hash of CBV 2.0, 8.9, with SHA-256 in a {@code ni} URI (RFC 6920). It ignores eventID, recordTime,
 * errorDeclaration and the order of lists, and rounds times to milliseconds. Where implementations disagree this one keeps
 * to the letter: certificationInfo, which the table of 8.9 does not list, is left out, and numbers are exact decimals.
 */
@Component(service = EventHash.class)
public final class CbvEventHash implements EventHash {

    private static final String VERSION = "CBV2.0";

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String hash(Event event) {
        byte[] preHash = preHash(event).getBytes(StandardCharsets.UTF_8);
        return "ni:///sha-256;" + Digests.hex(Digests.sha256(preHash)) + "?ver=" + VERSION;
    }

    /** The text that is hashed. */
    static String preHash(Event event) {
        Map<?, ?> body = body(event);
        return new PreHash(Namespaces.of(body.get("@context"))).of(body);
    }

    private static Map<?, ?> body(Event event) {
        try {
            return (Map<?, ?>) CanonicalJson.read(event.body());
        } catch (JsonException e) {
            throw new IllegalStateException("the body of event " + event.id() + " is not its canonical text", e);
        }
    }
}
