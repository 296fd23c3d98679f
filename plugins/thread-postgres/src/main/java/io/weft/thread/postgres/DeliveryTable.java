package io.weft.thread.postgres;

import io.weft.delivery.NewDelivery;
import io.weft.event.Event;
import io.weft.event.EventKey;
import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import io.weft.thread.EvidencedEvent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.Set;
import java.util.UUID;

/** New deliveries, and the confirmation of earlier ones by events that cite them. */
final class DeliveryTable {

    private final Rows deliveries = new Rows("new_delivery", "id uuid", "target text", "mapping text", "order_key text",
            "event_id text", "declaration text", "source_system text", "citation text", "created_at timestamptz");
    private final Rows confirmations = new Rows("cited", "citation text", "event_id text", "system text",
            "at timestamptz");
    private final Set<Long> locks = new TreeSet<>();
    private final Instant now;

    DeliveryTable(Instant now) {
        this.now = now;
    }

    /**
     * @param stored events that the same transaction stores; each delivery names one
     * @param system the counterpart that told them; empty for the hub itself
     */
    void add(List<NewDelivery> planned, List<EvidencedEvent> stored, String system) {
        for (NewDelivery delivery : planned) {
            EventRef event = stored.stream().map(EvidencedEvent::event)
                    .filter(candidate -> candidate.id().equals(delivery.event())).map(EventRef::of).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "delivery: event '" + delivery.event() + "' is not stored with it"));
            deliveries.add(id(delivery, event), delivery.target(), delivery.mapping(),
                    StorableText.key(delivery.orderKey()), event.eventId(), event.declaration(), StorableText.key(system),
                    delivery.citation().map(DeliveryTable::canonical).orElse(null), Timestamps.text(now));
            locks.add(lock(delivery));
        }
    }

    /** An event of a counterpart confirms the deliveries that it cites; one that is declared an error confirms nothing. */
    void confirm(Event event, String system) {
        if (event.errorDeclaration().isPresent()) {
            return;
        }
        event.keys().stream().filter(key -> key.role() == EventKey.Role.TRANSACTION)
                .map(key -> StorableText.key(key.key())).distinct()
                .forEach(citation -> confirmations.add(citation, EventRef.of(event).eventId(), StorableText.key(system),
                        Timestamps.text(now)));
    }

    /**
     * The lock makes positions follow commits for each target and order key, so that nobody takes a later delivery while
     * an earlier one is not committed yet. A counterpart does not confirm what it told itself.
     */
    void insert(Script script) throws SQLException {
        confirmations.insertWith(script, """
                with cited_once as (select distinct on (citation, system) * from cited)
                update delivery set state = 'CONFIRMED', confirmed_at = cited_once.at, last_reason = ''
                  from cited_once
                 where delivery.citation = cited_once.citation
                   and delivery.state in ('WAITING', 'ACCEPTED', 'REFUSED')
                   and delivery.event_id <> cited_once.event_id
                   and delivery.source_system <> cited_once.system""");
        if (!locks.isEmpty()) {
            script.add("select pg_advisory_xact_lock(key) from (select unnest(?::bigint[]) as key order by 1) as ordered",
                    script.array("bigint", locks.toArray()));
        }
        deliveries.insertWith(script, """
                with planned as (select * from new_delivery)
                insert into delivery (id, target, mapping, order_key, event_id, declaration, source_system, citation,
                    state, attempts, created_at, due_at, last_reason)
                select id, target, mapping, order_key, event_id, declaration, source_system, citation,
                    'WAITING', 0, created_at, now(), '' from planned
                on conflict (id) do nothing""");
    }

    private static UUID id(NewDelivery delivery, EventRef event) {
        return UUID.nameUUIDFromBytes(("weft delivery\n" + part(event.eventId()) + part(event.declaration())
                + part(delivery.target()) + part(delivery.mapping())).getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String text) {
        return text.length() + ":" + text + ",";
    }

    private static long lock(NewDelivery delivery) {
        return AdvisoryLock.of("delivery", delivery.target(), delivery.orderKey());
    }

    /** Events carry their business transactions in canonical form. */
    private static String canonical(String citation) {
        try {
            return StorableText.key(Identifier.of(citation).canonical());
        } catch (InvalidIdentifierException e) {
            return StorableText.key(citation);
        }
    }
}
