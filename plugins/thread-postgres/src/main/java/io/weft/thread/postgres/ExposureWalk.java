package io.weft.thread.postgres;

import io.weft.event.Series;
import io.weft.event.SourceTime;
import io.weft.identity.ThreadKey;
import io.weft.thread.Exposure;
import io.weft.thread.SeriesWindow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Climbs from a lot into the containers and locations that it was in, while it was in them, and never down to what else
 * was there. What a device measured belongs to the lot while the device was associated with one of them.
 */
final class ExposureWalk {

    private static final int MAXIMUM_DEPTH = 50;

    private final Connection connection;
    private final Topology topology;
    private final Map<String, List<Series>> seriesOfDevice = new HashMap<>();

    ExposureWalk(Connection connection) {
        this.connection = connection;
        this.topology = new Topology(connection);
    }

    /**
     * Where a lot was.
     *
     * @param containers the lot itself, always, then what it was in, directly or not
     * @param devices    what was associated with a container or location while the lot was in it
     */
    record Whereabouts(List<Stay> containers, List<Stay> locations, List<Stay> devices) {
    }

    Whereabouts whereabouts(String lot) throws SQLException {
        List<Stay> containers = containers(lot);
        List<Stay> locations = locations(lot, containers);
        List<Stay> places = new ArrayList<>(containers);
        places.addAll(locations);
        return new Whereabouts(containers, locations, devices(places));
    }

    /** As many walks as lots, but all of them together ask the database what one walk asks. */
    Map<ThreadKey, List<Exposure>> exposures(Collection<ThreadKey> lots) throws SQLException {
        lookAhead(lots.stream().map(ThreadKey::canonical).collect(Collectors.toSet()));
        Map<ThreadKey, List<Exposure>> exposures = new LinkedHashMap<>();
        for (ThreadKey lot : lots) {
            exposures.put(lot, exposures(lot, whereabouts(lot.canonical())));
        }
        return exposures;
    }

    /** Has the topology remember what the walks from these lots will ask for. */
    private void lookAhead(Set<String> lots) throws SQLException {
        Set<String> places = new HashSet<>();
        Set<String> level = lots;
        for (int depth = 0; depth <= MAXIMUM_DEPTH && !level.isEmpty(); depth++) {
            places.addAll(level);
            Set<String> parents = topology.ofChildren(level).stream().map(Containment::parent).collect(Collectors.toSet());
            parents.removeAll(places);
            level = parents;
        }
        topology.sightings(places).forEach(sighting -> places.add(sighting.location()));
        Set<String> devices = topology.ofParents(places).stream().filter(Containment::association)
                .map(Containment::child).filter(child -> !child.isEmpty()).collect(Collectors.toSet());
        seriesOf(devices);
    }

    private List<Series> seriesOf(Set<String> devices) throws SQLException {
        List<String> unknown = devices.stream().filter(device -> !seriesOfDevice.containsKey(device)).toList();
        if (!unknown.isEmpty()) {
            unknown.forEach(device -> seriesOfDevice.put(device, new ArrayList<>()));
            new SeriesTable(connection).of(unknown).forEach(series -> seriesOfDevice.get(series.device()).add(series));
        }
        return devices.stream().flatMap(device -> seriesOfDevice.get(device).stream()).toList();
    }

    /** The lots that were exposed to one of the series in its window: down from the devices, and what the way up confirms. */
    Map<ThreadKey, List<Exposure>> exposed(Map<Series, SeriesWindow> windows) throws SQLException {
        if (windows.isEmpty()) {
            return Map.of();
        }
        Set<String> devices = windows.keySet().stream().map(Series::device).collect(Collectors.toSet());
        Set<String> places = topology.ofChildren(devices).stream().filter(Containment::association)
                .map(Containment::parent).collect(Collectors.toSet());
        Set<ThreadKey> candidates = lotsWithin(places);
        candidates.addAll(lotsAt(places,
                instant(windows.values().stream().mapToLong(SeriesWindow::from).min().orElseThrow()),
                instant(windows.values().stream().mapToLong(SeriesWindow::to).max().orElseThrow())));
        Map<ThreadKey, List<Exposure>> exposed = exposures(candidates);
        exposed.values().removeIf(exposures -> exposures.stream().noneMatch(exposure -> within(exposure, windows)));
        return exposed;
    }

    private static boolean within(Exposure exposure, Map<Series, SeriesWindow> windows) {
        SeriesWindow window = windows.get(exposure.series());
        return window != null && exposure.from() < window.to() && window.from() < exposure.to();
    }

    private static Instant instant(long ticks) {
        if (ticks == Long.MIN_VALUE) {
            return Instant.MIN;
        }
        return ticks == Long.MAX_VALUE ? Instant.MAX : SourceTime.toInstant(ticks);
    }

    List<Exposure> exposures(ThreadKey lot, Whereabouts whereabouts) throws SQLException {
        Map<String, List<Interval>> byDevice = whereabouts.devices().stream().collect(Collectors.groupingBy(
                Stay::place, Collectors.mapping(Stay::interval, Collectors.toList())));
        if (byDevice.isEmpty()) {
            return List.of();
        }
        List<Exposure> exposures = new ArrayList<>();
        for (Series series : seriesOf(byDevice.keySet())) {
            for (Interval interval : Intervals.union(byDevice.get(series.device()))) {
                exposures.add(new Exposure(lot, series, ticks(interval.from()), ticks(interval.to())));
            }
        }
        exposures.sort(Comparator.comparing((Exposure exposure) -> exposure.series().device())
                .thenComparing(exposure -> exposure.series().instance())
                .thenComparing(exposure -> exposure.series().item())
                .thenComparing(Exposure::from));
        return exposures;
    }

    private static long ticks(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        return instant.equals(Instant.MAX) ? Long.MAX_VALUE : SourceTime.ofInstant(instant);
    }

    private List<Stay> containers(String lot) throws SQLException {
        Set<Stay> found = new LinkedHashSet<>();
        List<Stay> level = List.of(new Stay(lot, Interval.ALWAYS));
        for (int depth = 0; depth <= MAXIMUM_DEPTH && !level.isEmpty(); depth++) {
            found.addAll(level);
            Set<Stay> parents = new LinkedHashSet<>();
            List<Containment> events = topology.ofChildren(level.stream().map(Stay::place).collect(Collectors.toSet()));
            for (Stay child : level) {
                for (Stay parent : stays(child.place(), events)) {
                    child.interval().intersect(parent.interval())
                            .map(interval -> new Stay(parent.place(), interval)).ifPresent(parents::add);
                }
            }
            parents.removeAll(found);
            level = List.copyOf(parents);
        }
        return List.copyOf(found);
    }

    /** Where a child was, by the events of it and of all children of its parents. */
    private static List<Stay> stays(String child, List<Containment> events) {
        Map<String, List<Containment>> byParent = new LinkedHashMap<>();
        Set<String> parents = events.stream().filter(event -> event.child().equals(child)).map(Containment::parent)
                .collect(Collectors.toCollection(TreeSet::new));
        for (Containment event : events) {
            boolean concerns = event.child().equals(child) || event.child().equals(Containment.ALL_CHILDREN);
            if (concerns && parents.contains(event.parent())) {
                byParent.computeIfAbsent(event.parent(), absent -> new ArrayList<>()).add(event);
            }
        }
        List<Stay> stays = new ArrayList<>();
        byParent.forEach((parent, own) ->
                Intervals.contained(own).forEach(interval -> stays.add(new Stay(parent, interval))));
        return stays;
    }

    /**
     * A lot is where its last event left it, or the last event of a container while it is in that: also one from before
     * the lot came in.
     */
    private List<Stay> locations(String lot, List<Stay> containers) throws SQLException {
        Map<String, List<Sighting>> sightings = topology
                .sightings(containers.stream().map(Stay::place).collect(Collectors.toSet())).stream()
                .collect(Collectors.groupingBy(Sighting::key));
        List<Sighting> ofLot = new ArrayList<>();
        for (int i = containers.size() - 1; i >= 0; i--) {
            Stay container = containers.get(i);
            List<Sighting> own = sightings.getOrDefault(container.place(), List.of());
            own.stream().filter(sighting -> sighting.eventTime().isBefore(container.interval().from()))
                    .reduce((earlier, later) -> later)
                    .ifPresent(last -> ofLot.add(
                            new Sighting(container.place(), container.interval().from(), last.location())));
            own.stream().filter(sighting -> container.interval().contains(sighting.eventTime())).forEach(ofLot::add);
        }
        // Stable, so that at the same time what was told of the lot itself comes last and wins.
        ofLot.sort(Comparator.comparing(Sighting::eventTime));
        List<Stay> stays = new ArrayList<>();
        for (int i = 0; i < ofLot.size(); i++) {
            Instant until = i + 1 < ofLot.size() ? ofLot.get(i + 1).eventTime() : Instant.MAX;
            new Interval(ofLot.get(i).eventTime(), until).intersect(Interval.ALWAYS).ifPresent(add(stays, ofLot.get(i)));
        }
        return merged(stays);
    }

    private static java.util.function.Consumer<Interval> add(List<Stay> stays, Sighting sighting) {
        return interval -> stays.add(new Stay(sighting.location(), interval));
    }

    private static List<Stay> merged(List<Stay> stays) {
        Map<String, List<Interval>> byPlace = stays.stream().collect(Collectors.groupingBy(
                Stay::place, LinkedHashMap::new, Collectors.mapping(Stay::interval, Collectors.toList())));
        List<Stay> merged = new ArrayList<>();
        byPlace.forEach((place, intervals) ->
                Intervals.union(intervals).forEach(interval -> merged.add(new Stay(place, interval))));
        return merged;
    }

    private List<Stay> devices(List<Stay> places) throws SQLException {
        Map<String, List<Containment>> byPlace = new HashMap<>();
        for (Containment event : topology.ofParents(places.stream().map(Stay::place).collect(Collectors.toSet()))) {
            if (event.association()) {
                byPlace.computeIfAbsent(event.parent(), absent -> new ArrayList<>()).add(event);
            }
        }
        List<Stay> devices = new ArrayList<>();
        for (Stay place : places) {
            List<Containment> events = byPlace.getOrDefault(place.place(), List.of());
            Set<String> children = new TreeSet<>();
            events.stream().map(Containment::child).filter(child -> !child.isEmpty()).forEach(children::add);
            for (String child : children) {
                for (Stay stay : stays(child, events)) {
                    place.interval().intersect(stay.interval())
                            .ifPresent(interval -> devices.add(new Stay(child, interval)));
                }
            }
        }
        return devices;
    }

    /** Every lot that was ever in one of the containers, directly or not, and those among the keys themselves. */
    Set<ThreadKey> lotsWithin(Set<String> keys) throws SQLException {
        Set<String> seen = new HashSet<>();
        Set<String> level = new HashSet<>(keys);
        for (int depth = 0; depth <= MAXIMUM_DEPTH && !level.isEmpty(); depth++) {
            seen.addAll(level);
            Set<String> children = new HashSet<>();
            topology.ofParents(level).forEach(containment -> children.add(containment.child()));
            children.remove(Containment.ALL_CHILDREN);
            children.removeAll(seen);
            level = children;
        }
        return seen.stream().flatMap(key -> Lots.of(key).stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Every lot that may have been at one of the locations at any time from an instant to before another. */
    Set<ThreadKey> lotsAt(Collection<String> locations, Instant from, Instant to) throws SQLException {
        return locations.isEmpty() ? Set.of() : lotsWithin(topology.seenAt(locations, from, to));
    }
}
