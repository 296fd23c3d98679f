package io.weft.thread.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Who was in whom and where, as events told it. Events that are declared an error do not count. What was asked once is
 * remembered: an instance serves one snapshot, and a walk over many lots asks for the same places again and again.
 */
final class Topology {

    private static final String NOT_IN_ERROR = """
             and not exists (select from event error where error.event_id = c.event_id and error.declaration <> '')
            """;
    private static final String CONTAINMENT = "select parent, child, event_time, type, action from containment c where ";
    private static final String OBJECT_ROLES = "('SUBJECT', 'PARENT', 'CHILD', 'INPUT', 'OUTPUT')";

    private final Connection connection;
    private final Map<String, List<Containment>> byChild = new HashMap<>();
    private final Map<String, List<Containment>> clearings = new HashMap<>();
    private final Map<String, List<Containment>> byParent = new HashMap<>();
    private final Map<String, List<Sighting>> sightings = new HashMap<>();

    Topology(Connection connection) {
        this.connection = connection;
    }

    /** What put the children anywhere or took them out, including what took out everything. */
    List<Containment> ofChildren(Collection<String> children) throws SQLException {
        List<Containment> found = new ArrayList<>(remembered(byChild, children, Containment::child,
                keys -> containments(CONTAINMENT + "c.child = any(?)" + NOT_IN_ERROR, keys)));
        Set<String> parents = new LinkedHashSet<>();
        found.forEach(containment -> parents.add(containment.parent()));
        found.addAll(remembered(clearings, parents, Containment::parent,
                keys -> containments(CONTAINMENT + "c.parent = any(?) and c.child = ''" + NOT_IN_ERROR, keys)));
        return found;
    }

    /** What put anything into the parents or took it out. */
    List<Containment> ofParents(Collection<String> parents) throws SQLException {
        return remembered(byParent, parents, Containment::parent,
                keys -> containments(CONTAINMENT + "c.parent = any(?)" + NOT_IN_ERROR, keys));
    }

    /** Asks for the keys that were not asked for before, all at once. */
    private static <T> List<T> remembered(Map<String, List<T>> known, Collection<String> keys, Function<T, String> key,
            Query<T> query) throws SQLException {
        List<String> unknown = keys.stream().filter(asked -> !known.containsKey(asked)).distinct().toList();
        if (!unknown.isEmpty()) {
            unknown.forEach(asked -> known.put(asked, new ArrayList<>()));
            for (T row : query.of(unknown)) {
                known.get(key.apply(row)).add(row);
            }
        }
        List<T> found = new ArrayList<>();
        keys.stream().distinct().forEach(asked -> found.addAll(known.get(asked)));
        return found;
    }

    @FunctionalInterface
    private interface Query<T> {

        List<T> of(Collection<String> keys) throws SQLException;
    }

    private List<Containment> containments(String sql, Collection<String> keys) throws SQLException {
        List<Containment> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Containment(row.getString("parent"), row.getString("child"),
                            Timestamps.read(row, "event_time"), row.getString("type"), row.getString("action")));
                }
            }
        }
        return found;
    }

    /** Where the keys were seen, each key's by time. */
    List<Sighting> sightings(Collection<String> keys) throws SQLException {
        return remembered(sightings, keys, Sighting::key, this::allSightings);
    }

    private List<Sighting> allSightings(Collection<String> keys) throws SQLException {
        List<Sighting> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select distinct c.key, c.event_time, c.location from event_key c
                 where c.key = any(?) and c.location <> '' and c.declaration = '' and c.role in %s %s
                 order by c.event_time""".formatted(OBJECT_ROLES, NOT_IN_ERROR))) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Sighting(row.getString(1), Timestamps.read(row, "event_time"), row.getString(3)));
                }
            }
        }
        return found;
    }

    /** All that was seen at one of the locations before a time, but for what is known to have gone elsewhere before it matters. */
    Set<String> seenAt(Collection<String> locations, Instant goneBefore, Instant seenBefore) throws SQLException {
        Set<String> found = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select distinct c.key from event_key c
                 where c.location = any(?) and c.event_time < ? and c.declaration = '' and c.role in %1$s %2$s
                   and (exists (select from containment held where held.parent = c.key)
                        or not exists (
                            select from event_key later
                             where later.key = c.key and later.event_time > c.event_time and later.event_time <= ?
                               and later.declaration = '' and later.role in %1$s and later.location not in ('', c.location)
                               and not exists (select from event error
                                                where error.event_id = later.event_id and error.declaration <> '')))
                """.formatted(OBJECT_ROLES, NOT_IN_ERROR))) {
            statement.setArray(1, connection.createArrayOf("text", locations.toArray()));
            statement.setObject(2, bound(seenBefore));
            statement.setObject(3, bound(goneBefore));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    private static java.time.OffsetDateTime bound(Instant instant) {
        if (instant.equals(Instant.MAX)) {
            return java.time.OffsetDateTime.MAX;
        }
        return instant.equals(Instant.MIN) ? java.time.OffsetDateTime.MIN : Timestamps.parameter(instant);
    }
}
