package io.weft.thread.postgres;

import io.weft.adapter.MessageId;
import io.weft.adapter.Outcome;
import io.weft.delivery.NewDelivery;
import io.weft.event.EventId;
import io.weft.event.Rejection;
import io.weft.mapping.MappingResult;
import io.weft.thread.EvidencedEvent;
import io.weft.thread.Intaken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Decides how each message ends, one after the other, from what is known. Pure: the database is asked before and written
 * after, and its unique indexes refuse what two hubs decided at once.
 */
final class IntakePlan {

    private final Known known;
    private final IdentityLinks links;
    private final TimeOrderedIds ids;

    IntakePlan(Known known, IdentityLinks links, TimeOrderedIds ids) {
        this.known = known;
        this.links = links;
        this.ids = ids;
    }

    List<Planned> of(List<Intaken> arrived) {
        return arrived.stream().map(this::plan).toList();
    }

    private Planned plan(Intaken intaken) {
        MessageIdentity identity = MessageIdentity.of(intaken.interpretation().id());
        byte[] payloadDigest = KnownLookup.payloadDigest(intaken);
        Optional<UUID> first = known.message(identity, payloadDigest);
        if (first.isPresent()) {
            return new Planned.Repeat(intaken, ids.next(), first.get());
        }
        boolean conflicting = known.hasMessage(identity);
        UUID receipt = ids.next();
        known.message(identity, payloadDigest, receipt);
        if (conflicting) {
            return quarantined(intaken, receipt, payloadDigest, true, List.of(messageIdConflict(intaken)));
        }
        return outcome(intaken, receipt, payloadDigest, false);
    }

    /** The outcome of a message that was kept in quarantine, under its receipt. */
    Planned.First replay(Intaken intaken, UUID receipt) {
        return outcome(intaken, receipt, KnownLookup.payloadDigest(intaken), false);
    }

    private Planned.First outcome(Intaken intaken, UUID receipt, byte[] payloadDigest, boolean conflicting) {
        MappingResult result = intaken.interpretation().result();
        if (result instanceof MappingResult.Mapped) {
            return mapped(intaken, receipt, payloadDigest);
        }
        if (result instanceof MappingResult.Ignored) {
            return new Planned.First(intaken, receipt, payloadDigest, conflicting, Outcome.IGNORED, List.of(),
                    Optional.empty(), List.of(), List.of());
        }
        return quarantined(intaken, receipt, payloadDigest, conflicting, ((MappingResult.Rejected) result).reasons());
    }

    private Planned.First mapped(Intaken intaken, UUID receipt, byte[] payloadDigest) {
        Optional<BusinessKey> businessKey = BusinessKey.of(intaken.interpretation());
        Optional<UUID> holder = businessKey.flatMap(known::businessKey).filter(other -> !other.equals(receipt));
        if (holder.isPresent()) {
            return quarantined(intaken, receipt, payloadDigest, false,
                    List.of(duplicateBusinessKey(businessKey.get(), holder.get())));
        }
        Map<EventRef, EvidencedEvent> fresh = new LinkedHashMap<>();
        List<Rejection> conflicts = new ArrayList<>();
        for (EvidencedEvent event : intaken.events()) {
            EventRef ref = EventRef.of(event.event());
            if (!known.hasEvent(ref) && !fresh.containsKey(ref)) {
                fresh.put(ref, event);
            } else if (!sameContent(ref, event, fresh)) {
                conflicts.add(eventIdConflict(event));
            }
        }
        if (conflicts.isEmpty()) {
            conflicts.addAll(links.accept(fresh.values()));
        }
        if (!conflicts.isEmpty()) {
            return quarantined(intaken, receipt, payloadDigest, false, conflicts);
        }
        // A message that is replayed may have taken its key before.
        Optional<BusinessKey> untaken = businessKey.filter(key -> known.businessKey(key).isEmpty());
        untaken.ifPresent(key -> known.businessKey(key, receipt));
        fresh.forEach((ref, event) -> known.event(ref, event.event().contentDigest()));
        return new Planned.First(intaken, receipt, payloadDigest, false, Outcome.MAPPED, List.of(), untaken,
                List.copyOf(fresh.values()), deliveries(intaken, fresh.values().stream()
                        .map(event -> event.event().id()).collect(Collectors.toSet())));
    }

    private boolean sameContent(EventRef ref, EvidencedEvent event, Map<EventRef, EvidencedEvent> fresh) {
        byte[] digest = event.event().contentDigest();
        EvidencedEvent sibling = fresh.get(ref);
        return sibling == null
                ? known.sameEvent(ref, digest)
                : java.util.Arrays.equals(sibling.event().contentDigest(), digest);
    }

    private static List<NewDelivery> deliveries(Intaken intaken, java.util.Set<EventId> fresh) {
        return intaken.deliveries().stream().filter(delivery -> fresh.contains(delivery.event())).toList();
    }

    private static Planned.First quarantined(Intaken intaken, UUID receipt, byte[] payloadDigest, boolean conflicting,
            List<Rejection> reasons) {
        return new Planned.First(intaken, receipt, payloadDigest, conflicting, Outcome.QUARANTINED, List.copyOf(reasons),
                Optional.empty(), List.of(), List.of());
    }

    private static Rejection messageIdConflict(Intaken intaken) {
        MessageId id = intaken.interpretation().id();
        return Rejection.user("MESSAGE_ID_CONFLICT", id.kind().name().toLowerCase(java.util.Locale.ROOT) + " id", id.id(),
                "stands on an earlier message of " + id.instance() + " with other bytes");
    }

    private static Rejection duplicateBusinessKey(BusinessKey key, UUID holder) {
        return Rejection.user("DUPLICATE_BUSINESS_KEY", "business key", key.key(),
                "was brought by message " + holder + " already");
    }

    private static Rejection eventIdConflict(EvidencedEvent event) {
        return Rejection.user("EVENT_ID_CONFLICT", "eventID", event.event().id().uri(),
                "stands on an event with other content");
    }
}
