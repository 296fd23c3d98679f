package io.weft.thread.postgres;

import io.weft.decision.Decided;
import io.weft.decision.DecisionStore;
import io.weft.decision.Facts;
import io.weft.identity.ThreadKey;
import io.weft.mapping.MappingRef;
import io.weft.thread.EvidencedEvent;
import io.weft.thread.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Facts behind the watermark, and decisions committed together with the cursor that they were made at. */
@Component(immediate = true)
public final class PostgresDecisionStore implements DecisionStore {

    private final Sessions sessions;
    private final Clock clock;

    @Activate
    public PostgresDecisionStore(@Reference Sessions sessions) {
        this(sessions, Clock.systemUTC());
    }

    PostgresDecisionStore(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Facts next(String policy, int maximum) throws StoreUnavailableException {
        return sessions.read(connection -> new FactFeed(connection).after(cursor(connection, policy), maximum));
    }

    private static FactCursor cursor(Connection connection, String policy) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select xid, position from policy_cursor where policy = ?")) {
            statement.setString(1, policy);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new FactCursor(row.getString(1), row.getLong(2)) : FactCursor.BEGINNING;
            }
        }
    }

    @Override
    public Map<ThreadKey, byte[]> states(String policy, Collection<ThreadKey> lots) throws StoreUnavailableException {
        return sessions.read(connection -> {
            Map<ThreadKey, byte[]> states = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement("""
                    select s.gtin, s.lot, s.state
                      from unnest(?, ?) asked (gtin, lot)
                      join policy_state s on s.policy = ? and s.gtin = asked.gtin and s.lot = asked.lot""")) {
                statement.setArray(1, connection.createArrayOf("text", lots.stream().map(ThreadKey::gtin).toArray()));
                statement.setArray(2, connection.createArrayOf("text", lots.stream().map(ThreadKey::lot).toArray()));
                statement.setString(3, policy);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        states.put(new ThreadKey(row.getString(1), row.getString(2)), row.getBytes(3));
                    }
                }
            }
            return states;
        });
    }

    @Override
    public boolean commit(String policy, Facts facts, Decided decided) throws StoreUnavailableException {
        return sessions.write(connection -> {
            if (!advance(connection, policy, FactCursor.parse(facts.from()), FactCursor.parse(facts.to()))) {
                return false;
            }
            write(connection, policy, decided);
            return true;
        });
    }

    /** Holds the cursor's row until the end of the transaction, so of two that decide at once one is refused. */
    private static boolean advance(Connection connection, String policy, FactCursor from, FactCursor to)
            throws SQLException {
        try (PreparedStatement make = connection.prepareStatement(
                "insert into policy_cursor (policy, xid, position) values (?, '0', 0) on conflict (policy) do nothing");
                PreparedStatement move = connection.prepareStatement("""
                        update policy_cursor set xid = ?::xid8, position = ?
                         where policy = ? and xid = ?::xid8 and position = ?""")) {
            make.setString(1, policy);
            make.executeUpdate();
            move.setString(1, to.xid());
            move.setLong(2, to.position());
            move.setString(3, policy);
            move.setString(4, from.xid());
            move.setLong(5, from.position());
            return move.executeUpdate() == 1;
        }
    }

    private void write(Connection connection, String policy, Decided decided) throws SQLException {
        Instant now = clock.instant();
        Known known = known(connection, decided.events());
        EventTable events = new EventTable(now, known::record);
        DeliveryTable deliveries = new DeliveryTable(now);
        Rows decisions = new Rows("decision", "id uuid", "event_id text", "policy text", "decided_at timestamptz",
                "grounds bytea");
        List<EvidencedEvent> fresh = fresh(known, decided.events());
        for (EvidencedEvent event : fresh) {
            UUID id = id(event);
            events.add(event, new EventSource(id, ref(policy), now));
            decisions.add(id, EventRef.of(event.event()).eventId(), policy, Timestamps.text(now),
                    decided.grounds().getOrDefault(event.event().id(), new byte[0]));
        }
        deliveries.add(decided.deliveries().stream().filter(delivery -> fresh.stream()
                .anyMatch(event -> event.event().id().equals(delivery.event()))).toList(), fresh, "");
        Script script = new Script(connection);
        states(policy, decided.states(), script);
        events.insert(script);
        decisions.insert(script);
        deliveries.insert(script);
        script.run();
    }

    private static void states(String policy, Map<ThreadKey, byte[]> states, Script script) throws SQLException {
        Rows rows = new Rows("new_state", "policy text", "gtin text", "lot text", "state bytea");
        states.forEach((lot, state) -> rows.add(policy, lot.gtin(), lot.lot(), state));
        rows.insertWith(script, """
                with decided as (select * from new_state)
                insert into policy_state (policy, gtin, lot, state) select policy, gtin, lot, state from decided
                on conflict (policy, gtin, lot) do update set state = excluded.state""");
    }

    private static Known known(Connection connection, List<EvidencedEvent> events) throws SQLException {
        return events.isEmpty() ? new Known() : new KnownLookup(connection).ofEvents(events.stream()
                .map(event -> EventRef.of(event.event())).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** An event that is known adds nothing; the cursor's row keeps other decisions of this policy away meanwhile. */
    private static List<EvidencedEvent> fresh(Known known, List<EvidencedEvent> events) {
        Map<EventRef, EvidencedEvent> distinct = new LinkedHashMap<>();
        events.forEach(event -> distinct.putIfAbsent(EventRef.of(event.event()), event));
        List<EvidencedEvent> fresh = new ArrayList<>();
        distinct.forEach((ref, event) -> {
            if (!known.hasEvent(ref)) {
                fresh.add(event);
            }
        });
        return fresh;
    }

    private static UUID id(EvidencedEvent event) {
        return id(EventRef.of(event.event()));
    }

    static UUID id(EventRef ref) {
        return UUID.nameUUIDFromBytes(("weft decision\n" + ref.eventId() + "\n" + ref.declaration())
                .getBytes(StandardCharsets.UTF_8));
    }

    /** A policy's name is its {@link MappingRef}, or the id alone. */
    private static MappingRef ref(String policy) {
        int at = policy.lastIndexOf('@');
        return at < 0 ? new MappingRef(policy, "") : new MappingRef(policy.substring(0, at), policy.substring(at + 1));
    }
}
