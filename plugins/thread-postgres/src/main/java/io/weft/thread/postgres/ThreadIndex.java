package io.weft.thread.postgres;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventTime;
import io.weft.event.EventType;
import io.weft.event.JsonException;
import io.weft.identity.ThreadKey;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What threads are found by beside the keys of events: lot numbers, aliases, and statements by what they are about. */
final class ThreadIndex {

    private final Rows links = new Rows("identity_link", "alias text", "lot text", "event_time timestamptz", "event_id text",
            "links boolean", "kind text", "number text");
    private final Rows statements = new Rows("statement", "id text", "vocabulary text", "valid_from timestamptz",
            "valid_to timestamptz", "supplies text", "event_id text");
    private final Set<ThreadKey> lots = new LinkedHashSet<>();

    /** @param event not one that declares an error */
    void add(Event event, EventRef ref) {
        if (event.type() == EventType.MASTER_DATA) {
            state(event, ref);
            return;
        }
        event.keys().forEach(key -> Lots.of(key.key()).ifPresent(lots::add));
        new LinkedHashSet<>(IdentityLink.of(event)).forEach(link -> links.add(link.alias(), link.lot(),
                Timestamps.text(link.eventTime()), link.eventId(), link.links(), link.kind(), link.number()));
    }

    private void state(Event event, EventRef ref) {
        try {
            Map<?, ?> body = (Map<?, ?>) CanonicalJson.read(event.body());
            String supplies = body.get("weft:qualification") instanceof Map<?, ?> qualification
                    && qualification.get("weft:supplies") instanceof String party
                            ? StorableText.key(IdentityLink.canonical(party)) : null;
            String id = event.keys().isEmpty() ? String.valueOf(body.get("id")) : event.keys().get(0).key();
            statements.add(StorableText.key(id), StorableText.key(String.valueOf(body.get("vocabulary"))),
                    time(body.get("validFrom")), body.containsKey("validTo") ? time(body.get("validTo")) : "infinity", supplies,
                    ref.eventId());
        } catch (JsonException e) {
            throw new IllegalArgumentException("a statement's body is canonical JSON", e);
        }
    }

    private static String time(Object text) {
        return Timestamps.text(EventTime.read((String) text).orElseThrow());
    }

    void insert(Script script) throws SQLException {
        links.insert(script);
        statements.insert(script);
        // Two transactions that bring the same new lot at once leave it twice: one that waited for the other would be worse.
        lots("new_lot").insertWith(script, """
                with named as (select * from new_lot)
                insert into lot_number (number, lot) select number, lot from named
                 where not exists (select from lot_number known where known.number = named.number and known.lot = named.lot)""");
    }

    private Rows lots(String table) {
        Rows numbers = new Rows(table, "number text", "lot text");
        lots.forEach(lot -> numbers.add(StorableText.key(lot.lot()), StorableText.key(lot.canonical())));
        return numbers;
    }

    List<Rows> rows() {
        return List.of(links, statements, lots("lot_number"));
    }
}
