package io.weft.route.deliver;

import io.weft.delivery.DeliveryPlan;
import io.weft.delivery.NewDelivery;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventKey;
import io.weft.event.EvidenceClass;
import io.weft.event.JsonException;
import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import io.weft.identity.ThreadKey;
import io.weft.mapping.MappedEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one target wants to learn.
 *
 * @param mapping     id of the outbound mapping
 * @param target      adapter instance that carries it
 * @param system      the target's own system, which is never told what it said
 * @param classes     an event bears at least one of these; empty: any
 * @param bizSteps    bare CBV names, the event's is one of these; empty: any
 * @param members     names of members of the event's body, it has at least one of these; empty: any
 * @param fromSystems who told the event; empty: anybody
 * @param confirm     whether the counterpart's own event is awaited that cites the hold
 */
record Subscription(String mapping, String target, String system, Set<EvidenceClass> classes, Set<String> bizSteps,
        Set<String> members, Set<String> fromSystems, boolean confirm) implements DeliveryPlan {

    /** Business transactions that the counterpart's confirming event cites. */
    static final String HOLD = "urn:weft:hold:";

    @Override
    public List<NewDelivery> plan(MappedEvent mapped, String sourceSystem) {
        Event event = mapped.event();
        boolean wanted = !sourceSystem.equals(system)
                && (fromSystems.isEmpty() || fromSystems.contains(sourceSystem))
                && (classes.isEmpty() || !Collections.disjoint(classes, mapped.classes()))
                && saysWhatIsWanted(event);
        return wanted ? List.of(new NewDelivery(event.id(), target, mapping, orderKey(event), citation(event)))
                : List.of();
    }

    /** Order is kept per lot; an event that names none orders with nothing else. */
    private static String orderKey(Event event) {
        return event.keys().stream().flatMap(key -> lot(key.key())).findFirst().orElse(event.id().uri());
    }

    private static Stream<String> lot(String key) {
        try {
            return Identifier.of(key).thread().map(ThreadKey::canonical).stream();
        } catch (InvalidIdentifierException e) {
            throw new IllegalStateException("an event's keys are canonical", e);
        }
    }

    private Optional<String> citation(Event event) {
        if (!confirm) {
            return Optional.empty();
        }
        return event.keys().stream()
                .filter(key -> key.role() == EventKey.Role.TRANSACTION && key.key().startsWith(HOLD))
                .map(EventKey::key)
                .findFirst();
    }

    private boolean saysWhatIsWanted(Event event) {
        if (bizSteps.isEmpty() && members.isEmpty()) {
            return true;
        }
        Map<?, ?> body = body(event);
        return (bizSteps.isEmpty() || bizSteps.contains(bizStep(body)))
                && (members.isEmpty() || !Collections.disjoint(members, body.keySet()));
    }

    /** Bare, URN and Web URI form of a CBV business step (CBV 2.0, 7.1) all end in its bare name; empty if none. */
    private static String bizStep(Map<?, ?> body) {
        String written = body.get("bizStep") instanceof String text ? text : "";
        return written.substring(1 + Math.max(written.lastIndexOf(':'),
                Math.max(written.lastIndexOf('/'), written.lastIndexOf('-'))));
    }

    private static Map<?, ?> body(Event event) {
        try {
            return (Map<?, ?>) CanonicalJson.read(event.body());
        } catch (JsonException e) {
            throw new IllegalStateException("an event's body is canonical JSON", e);
        }
    }
}
