package io.weft.thread;

import io.weft.adapter.RawMessage;
import io.weft.event.CanonicalJson;
import io.weft.identity.ThreadKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That a person takes an alias off a lot. It is a message like any other: an EPCIS document with one event, which goes through
 * intake and is evidenced.
 *
 * @param kind what the alias is to its issuer: {@code supplier-lot}, {@code erp-batch}, {@code sample}, {@code mes-lot}
 * @param from eventTime from which it no longer names the lot
 */
public record IdentityUnlink(ThreadKey lot, String alias, String kind, Instant from) {

    private static final String CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    /**
     * @param who      the person, who is the message's counterpart
     * @param instance the adapter instance that the message comes through
     */
    public RawMessage message(String who, String instance) {
        Map<String, Object> event = Map.of("type", "ObjectEvent", "eventTime", from.toString(), "eventTimeZoneOffset", "+00:00",
                "action", "OBSERVE", "quantityList", List.of(Map.of("epcClass", lot.canonical())),
                "weft:identityUnlinks", List.of(Map.of("weft:alias", alias, "weft:kind", kind)));
        Map<String, Object> document = Map.of("@context", List.of(CONTEXT, Map.of("weft", "https://weft.io/ns/")),
                "type", "EPCISDocument", "schemaVersion", "2.0", "creationDate", from.toString(),
                "epcisBody", Map.of("eventList", List.of(event)));
        return new RawMessage(instance, who, "epcis-json", Optional.empty(), "", Instant.now(), Map.of(),
                CanonicalJson.write(document));
    }
}
