package io.weft.thread.postgres;

import io.weft.event.EventType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who was in whom and where, as events told it. Events that are declared an error do not count. What is asked of a container or
 * a place is asked for a time, because one that is used again and again has seen ten thousand others. What was asked once is
 * remembered: an instance serves one snapshot, and a walk over many lots asks for the same places again and again.
 */
final class Topology {

    /** Most events of one container in the time that it is asked for. */
    static final int MAXIMUM_DURING = 10_000;
    /**
     * How many events before that time are read, to learn what held when the time began. If there are more, the older ones
     * are asked for what still held, which takes longer.
     */
    static final int BEFORE = 100;

    private static final String AS_CHILD = "c.child = asked.key and c.child <> ''";
    private static final String AS_DEVICES = "c.parent = asked.key and c.type = 'ASSOCIATION'";
    private static final String AS_CONTENTS = "c.parent = asked.key and c.type = 'AGGREGATION'";

    private static final String OBJECT_ROLES = "('SUBJECT', 'PARENT', 'CHILD', 'INPUT', 'OUTPUT')";
    private static final String ASKED =
            " from unnest(?::int[], ?::text[], ?::timestamptz[], ?::timestamptz[]) asked (place, key, since, until) ";
    private static final String COLUMNS = "c.event_id, c.parent, c.child, c.event_time, c.type, c.action";

    private final Connection connection;
    private final Map<Stay, List<Containment>> ofChild = new HashMap<>();
    private final Map<Stay, List<Containment>> associated = new HashMap<>();
    private final Map<Stay, List<Sighting>> sighted = new HashMap<>();
    private final String countsC;
    private final String countsCleared;
    private final String endsSql;
    private final String clearingsSql;
    private final String sightingsSql;

    Topology(Connection connection, AsOf asOf) {
        this.connection = connection;
        this.countsC = asOf.counts("c");
        this.countsCleared = asOf.counts("cleared");
        // In the order of the index up to the first that fits: it is most often the next but one. "offset 0" keeps the planner from
        // looking for the device first, among all containers that it was ever on.
        this.endsSql = """
                select asked.place, c.*
                  from unnest(?::int[], ?::text[], ?::text[], ?::timestamptz[]) asked (place, parent, child, since)
                 cross join lateral (
                    select * from (
                        select %1$s from containment c where c.parent = asked.parent and c.type = 'ASSOCIATION'
                           and c.event_time >= asked.since %2$s order by c.event_time offset 0) c
                     where c.child = asked.child and c.action = 'DELETE' or c.child = '' order by c.event_time limit 1) c
                """.formatted(COLUMNS, countsC);
        // The type is a parameter, or the planner would take the index of associations, which is narrower, and go through all of them.
        this.clearingsSql = "select asked.place, c.*" + ASKED + """
                cross join (select ?::text) kind (type)
                cross join lateral (
                    (select %1$s from containment c where c.parent = asked.key and c.child = '' and c.type = kind.type
                        and c.event_time = asked.since %2$s limit 1)
                    union all
                    (select %1$s from containment c where c.parent = asked.key and c.child = '' and c.type = kind.type
                        and c.event_time > asked.since %2$s order by c.event_time limit 1)) c
                """.formatted(COLUMNS, countsC);
        String sighting = "select c.event_time, c.location, c.record from event_key c where c.key_hash = "
                + KeyHash.sql("asked.key") + " and c.location <> '' and c.role in " + OBJECT_ROLES + " and c.declaration = ''"
                + asOf.holds("c") + asOf.notInError("c");
        this.sightingsSql = "select asked.place, asked.key, c.event_time, c.location" + ASKED + """
                cross join lateral (
                    (%1$s and c.event_time >= asked.since and c.event_time < asked.until order by c.event_time limit %2$d)
                    union all
                    (%1$s and c.event_time < asked.since order by c.event_time desc limit 1)) c
                order by c.event_time, c.record
                """.formatted(sighting, MAXIMUM_DURING);
    }

    private String recent(String which) {
        return "select asked.place, c.*" + ASKED + """
                cross join lateral (
                    (select %1$s from containment c where %2$s
                        and c.event_time >= asked.since and c.event_time < asked.until %3$s order by c.event_time limit %4$d)
                    union all
                    (select %1$s from containment c where %2$s
                        and c.event_time < asked.since %3$s order by c.event_time desc limit %5$d)) c
                """.formatted(COLUMNS, which, countsC, MAXIMUM_DURING, BEFORE);
    }

    /**
     * What was added up to {@code since} and not taken out by then, nor by who took out everything up to {@code until}. Each row
     * knows the last time that its child was taken out, so that a container's thousands of rows are gone through once.
     */
    private String stillHeld(String which) {
        return "select asked.place, c.*" + ASKED + """
                cross join lateral (
                    select %1$s from (
                        select %1$s, max(c.event_time) filter (where c.action = 'DELETE')
                                         over (partition by c.parent, c.type, c.child) as ended
                          from containment c where %2$s and c.event_time <= asked.since %3$s) c
                     where c.action = 'ADD' and (c.ended is null or c.ended <= c.event_time)
                       and not exists (
                            select from containment cleared
                             where cleared.parent = c.parent and cleared.type = c.type and cleared.child = ''
                               and cleared.action = 'DELETE' and cleared.event_time > c.event_time
                               and cleared.event_time <= asked.until %4$s)) c
                """.formatted(COLUMNS, which, countsC, countsCleared);
    }

    /** What put each child anywhere or took it out in its time, and before it, and what took out everything from there. */
    Map<Stay, List<Containment>> ofChildren(Collection<Stay> children) throws SQLException {
        List<Stay> unknown = unknown(children, ofChild);
        if (!unknown.isEmpty()) {
            containments(AS_CHILD, unknown, ofChild);
            clear(unknown);
        }
        return ofChild;
    }

    /**
     * Of the clearings of a parent only the next after each time that the child was put in matters, and only one of the same
     * kind: who takes all devices off a container leaves in it what was packed.
     */
    private void clear(List<Stay> children) throws SQLException {
        for (EventType type : List.of(EventType.AGGREGATION, EventType.ASSOCIATION)) {
            Map<Stay, List<Containment>> clearings = new LinkedHashMap<>();
            for (Stay child : children) {
                added(child, type).forEach(event -> clearings.put(since(event), new ArrayList<>()));
            }
            if (clearings.isEmpty()) {
                continue;
            }
            read(clearingsSql, List.copyOf(clearings.keySet()), clearings, type.name());
            for (Stay child : children) {
                Set<Containment> cleared = new LinkedHashSet<>();
                added(child, type).forEach(event -> cleared.addAll(clearings.get(since(event))));
                ofChild.get(child).addAll(cleared);
            }
        }
    }

    private List<Containment> added(Stay child, EventType type) {
        return ofChild.get(child).stream().filter(event -> event.adds() && event.type().equals(type.name())).toList();
    }

    private static Stay since(Containment added) {
        return new Stay(added.parent(), new Interval(added.eventTime(), Instant.MAX));
    }

    /** What fixed devices to each place in its time, and before it, or took them off. */
    Map<Stay, List<Containment>> associations(Collection<Stay> places) throws SQLException {
        List<Stay> unknown = unknown(places, associated);
        if (!unknown.isEmpty()) {
            containments(AS_DEVICES, unknown, associated);
        }
        return associated;
    }

    /** What took each device off its place next, from the end of its time on. */
    List<Containment> ends(List<DeviceStay> devices) throws SQLException {
        List<Containment> found = new ArrayList<>();
        if (devices.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(endsSql)) {
            statement.setArray(1, connection.createArrayOf("int4", numbers(devices.size())));
            statement.setArray(2, connection.createArrayOf("text", devices.stream().map(DeviceStay::place).toArray()));
            statement.setArray(3, connection.createArrayOf("text", devices.stream().map(DeviceStay::device).toArray()));
            statement.setArray(4, connection.createArrayOf("text",
                    devices.stream().map(stay -> Timestamps.bound(stay.interval().to())).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(containment(row));
                }
            }
        }
        return found;
    }

    /** What was in a parent at a time, each child with how long it was. */
    Map<String, Interval> contentsAt(String parent, Instant at) throws SQLException {
        Stay moment = new Stay(parent, new Interval(at, Instant.MAX));
        Map<Stay, List<Containment>> found = new HashMap<>(Map.of(moment, new ArrayList<>()));
        containments(AS_CONTENTS, List.of(moment), found);
        List<Containment> events = found.get(moment);
        Map<String, Interval> contents = new TreeMap<>();
        for (String child : events.stream().map(Containment::child).collect(Collectors.toCollection(TreeSet::new))) {
            List<Containment> own = events.stream().filter(event -> event.child().equals(child)
                    || event.child().equals(Containment.ALL_CHILDREN)).toList();
            Intervals.contained(own).stream().map(Held::interval).filter(interval -> interval.contains(at)).findFirst()
                    .ifPresent(interval -> contents.put(child, interval));
        }
        return contents;
    }

    /** What put anything into the parents or took it out, at any time. */
    List<Containment> ofParents(Collection<String> parents) throws SQLException {
        List<Containment> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("select " + COLUMNS
                + " from unnest(?::text[]) asked (key) join containment c on c.parent = asked.key where true" + countsC)) {
            statement.setArray(1, connection.createArrayOf("text", parents.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(containment(row));
                }
            }
        }
        return found;
    }

    /** Where each of them was seen in its time, and the last time before it, by time. */
    Map<Stay, List<Sighting>> sightings(Collection<Stay> stays) throws SQLException {
        List<Stay> unknown = unknown(stays, sighted);
        if (!unknown.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(sightingsSql)) {
                ask(statement, unknown);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        Sighting sighting = new Sighting(row.getString("key"), Timestamps.read(row, "event_time"),
                                row.getString("location"));
                        List<Sighting> own = sighted.get(unknown.get(row.getInt("place")));
                        if (!own.contains(sighting)) {
                            own.add(sighting);
                        }
                    }
                }
            }
        }
        return sighted;
    }

    private static <T> List<Stay> unknown(Collection<Stay> asked, Map<Stay, List<T>> known) {
        List<Stay> unknown = asked.stream().filter(stay -> !known.containsKey(stay)).distinct().toList();
        unknown.forEach(stay -> known.put(stay, new ArrayList<>()));
        return unknown;
    }

    private void containments(String which, List<Stay> asked, Map<Stay, List<Containment>> found) throws SQLException {
        read(recent(which), asked, found);
        Map<Stay, List<Containment>> older = new LinkedHashMap<>();
        Map<Stay, Stay> cut = new HashMap<>();
        for (Stay stay : asked) {
            List<Containment> before = found.get(stay).stream()
                    .filter(event -> event.eventTime().isBefore(stay.interval().from())).toList();
            if (before.size() >= BEFORE) {
                Instant oldest = before.stream().map(Containment::eventTime).min(Instant::compareTo).orElseThrow();
                Stay asOfThen = new Stay(stay.place(), new Interval(oldest, stay.interval().from()));
                older.put(asOfThen, new ArrayList<>());
                cut.put(stay, asOfThen);
            }
        }
        if (older.isEmpty()) {
            return;
        }
        read(stillHeld(which), List.copyOf(older.keySet()), older);
        cut.forEach((stay, asOfThen) -> {
            Set<Containment> all = new LinkedHashSet<>(found.get(stay));
            all.addAll(older.get(asOfThen));
            found.put(stay, new ArrayList<>(all));
        });
    }

    /** @param further parameters of the statement behind those of {@link #ASKED} */
    private void read(String sql, List<Stay> asked, Map<Stay, List<Containment>> found, String... further)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ask(statement, asked);
            for (int i = 0; i < further.length; i++) {
                statement.setString(5 + i, further[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.get(asked.get(row.getInt("place"))).add(containment(row));
                }
            }
        }
    }

    private void ask(PreparedStatement statement, List<Stay> asked) throws SQLException {
        statement.setArray(1, connection.createArrayOf("int4", numbers(asked.size())));
        statement.setArray(2, connection.createArrayOf("text", asked.stream().map(Stay::place).toArray()));
        statement.setArray(3, connection.createArrayOf("text", asked.stream().map(stay -> Timestamps.bound(stay.interval().from())).toArray()));
        statement.setArray(4, connection.createArrayOf("text", asked.stream().map(stay -> Timestamps.bound(stay.interval().to())).toArray()));
    }

    private static Integer[] numbers(int count) {
        Integer[] numbers = new Integer[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private static Containment containment(ResultSet row) throws SQLException {
        return new Containment(row.getString("event_id"), row.getString("parent"), row.getString("child"),
                Timestamps.read(row, "event_time"), row.getString("type"), row.getString("action"));
    }

    /** All that was seen at one of the locations before a time, but for what is known to have gone elsewhere before it matters. */
    Set<String> seenAt(Collection<String> locations, Instant goneBefore, Instant seenBefore) throws SQLException {
        Set<String> found = new HashSet<>();
        String notInError = AsOf.NOW.notInError("c");
        try (PreparedStatement statement = connection.prepareStatement("""
                select distinct c.key from event_key c
                 where hashtextextended(c.location, 0) = any(select hashtextextended(asked, 0) from unnest(?::text[]) asked)
                   and c.location = any(?) and c.location <> '' and c.event_time < ? and c.declaration = '' and c.role in %1$s %2$s
                   and (exists (select from containment held where held.parent = c.key)
                        or not exists (
                            select from event_key later
                             where later.key_hash = c.key_hash
                               and later.event_time > c.event_time and later.event_time <= ?
                               and later.declaration = '' and later.role in %1$s and later.location not in ('', c.location)
                               %3$s))
                """.formatted(OBJECT_ROLES, notInError, AsOf.NOW.notInError("later")))) {
            statement.setArray(1, connection.createArrayOf("text", locations.toArray()));
            statement.setArray(2, connection.createArrayOf("text", locations.toArray()));
            statement.setObject(3, bound(seenBefore));
            statement.setObject(4, bound(goneBefore));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    private static OffsetDateTime bound(Instant instant) {
        if (instant.equals(Instant.MAX)) {
            return OffsetDateTime.MAX;
        }
        return instant.equals(Instant.MIN) ? OffsetDateTime.MIN : Timestamps.parameter(instant);
    }
}
