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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Climbs from lots into the containers and locations that they were in, while they were in them, and never down to what else
 * was there. What a device measured belongs to a lot while the device was associated with one of them. Many lots climb
 * together: all of them ask the database as often as one.
 */
final class ExposureWalk {

    private static final int MAXIMUM_DEPTH = 50;

    private final Connection connection;
    private final AsOf asOf;
    private final Topology topology;
    private final Map<String, List<Series>> seriesOfDevice = new HashMap<>();

    ExposureWalk(Connection connection, AsOf asOf) {
        this.connection = connection;
        this.asOf = asOf;
        this.topology = new Topology(connection, asOf);
    }

    /**
     * Where a lot was.
     *
     * @param containers the lot itself, always, then what it was in, directly or not
     * @param devices    what was associated with a container or location while the lot was in it
     */
    record Whereabouts(List<Stay> containers, List<Stay> locations, List<DeviceStay> devices) {
    }

    /** One entry per lot, in their order. */
    Map<ThreadKey, Whereabouts> whereabouts(Collection<ThreadKey> lots) throws SQLException {
        Map<ThreadKey, List<Stay>> containers = containers(lots);
        topology.sightings(containers.values().stream().flatMap(List::stream).toList());
        Map<ThreadKey, List<Stay>> locations = new HashMap<>();
        Set<Stay> places = new LinkedHashSet<>();
        for (ThreadKey lot : lots) {
            locations.put(lot, locations(containers.get(lot)));
            places.addAll(containers.get(lot));
            places.addAll(locations.get(lot));
        }
        Map<Stay, List<Containment>> associations = topology.associations(places);
        Map<ThreadKey, Whereabouts> whereabouts = new LinkedHashMap<>();
        for (ThreadKey lot : lots) {
            List<DeviceStay> devices = new ArrayList<>();
            containers.get(lot).forEach(place -> devices.addAll(devices(place, associations.get(place))));
            locations.get(lot).forEach(place -> devices.addAll(devices(place, associations.get(place))));
            whereabouts.put(lot, new Whereabouts(containers.get(lot), locations.get(lot), devices));
        }
        return whereabouts;
    }

    /** What took devices off where a lot was, after the lot had left. */
    List<Containment> ends(List<DeviceStay> devices) throws SQLException {
        return topology.ends(devices.stream()
                .filter(device -> device.closing().isEmpty() && device.interval().to().isBefore(Instant.MAX)).toList());
    }

    Map<ThreadKey, List<Exposure>> exposures(Collection<ThreadKey> lots) throws SQLException {
        return exposures(whereabouts(lots));
    }

    Map<ThreadKey, List<Exposure>> exposures(Map<ThreadKey, Whereabouts> whereabouts) throws SQLException {
        remember(whereabouts.values().stream().flatMap(own -> own.devices().stream()).map(DeviceStay::device)
                .collect(Collectors.toCollection(TreeSet::new)));
        Map<String, Interval> times = new HashMap<>();
        whereabouts.values().forEach(own -> own.devices().forEach(device ->
                times.merge(device.device(), device.interval(), Interval::hull)));
        Map<String, List<ToldSeriesTable.Window>> told = new ToldSeriesTable(connection, asOf).during(times);
        Map<ThreadKey, List<Exposure>> exposures = new LinkedHashMap<>();
        whereabouts.forEach((lot, own) -> exposures.put(lot, exposures(lot, own, told)));
        return exposures;
    }

    /** @param told by device, what events tell that it measured */
    private List<Exposure> exposures(ThreadKey lot, Whereabouts whereabouts, Map<String, List<ToldSeriesTable.Window>> told) {
        Map<String, List<Interval>> byDevice = whereabouts.devices().stream().collect(Collectors.groupingBy(
                DeviceStay::device, Collectors.mapping(DeviceStay::interval, Collectors.toList())));
        List<Exposure> exposures = new ArrayList<>();
        byDevice.forEach((device, intervals) -> {
            for (Interval interval : Intervals.union(intervals)) {
                seriesOfDevice.get(device).forEach(series ->
                        exposures.add(new Exposure(lot, series, Ticks.of(interval.from()), Ticks.of(interval.to()))));
                told.getOrDefault(device, List.of()).forEach(window -> window.interval().intersect(interval).ifPresent(with ->
                        exposures.add(new Exposure(lot, window.series(), Ticks.of(with.from()), Ticks.of(with.to())))));
            }
        });
        exposures.sort(Comparator.comparing((Exposure exposure) -> exposure.series().device())
                .thenComparing(exposure -> exposure.series().instance())
                .thenComparing(exposure -> exposure.series().item())
                .thenComparing(Exposure::from));
        return exposures;
    }

    private void remember(Set<String> devices) throws SQLException {
        List<String> unknown = devices.stream().filter(device -> !seriesOfDevice.containsKey(device)).toList();
        if (!unknown.isEmpty()) {
            unknown.forEach(device -> seriesOfDevice.put(device, new ArrayList<>()));
            new SeriesTable(connection).of(unknown, asOf)
                    .forEach(series -> seriesOfDevice.get(series.device()).add(series));
        }
    }

    /** The lots that were exposed to one of the series in its window: down from the devices, and what the way up confirms. */
    Map<ThreadKey, List<Exposure>> exposed(Map<Series, SeriesWindow> windows) throws SQLException {
        if (windows.isEmpty()) {
            return Map.of();
        }
        Set<Stay> devices = windows.entrySet().stream().map(window -> new Stay(window.getKey().device(),
                new Interval(instant(window.getValue().from()), instant(window.getValue().to()))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<ThreadKey, List<Exposure>> exposed = exposures(near(devices));
        exposed.values().removeIf(exposures -> exposures.stream().noneMatch(exposure -> within(exposure, windows)));
        return exposed;
    }

    /** The lots that were where one of the devices was, in its time. */
    Set<ThreadKey> with(Set<Stay> devices) throws SQLException {
        if (devices.isEmpty()) {
            return Set.of();
        }
        Map<ThreadKey, Whereabouts> whereabouts = whereabouts(near(devices));
        whereabouts.values().removeIf(own -> own.devices().stream().noneMatch(stay -> devices.stream().anyMatch(device ->
                device.place().equals(stay.device()) && device.interval().intersect(stay.interval()).isPresent())));
        return whereabouts.keySet();
    }

    /** Every lot that may have been where one of the devices was, in its time. */
    private Set<ThreadKey> near(Set<Stay> devices) throws SQLException {
        Map<Stay, List<Containment>> fixed = topology.ofChildren(devices);
        Set<String> places = new HashSet<>();
        for (Stay device : devices) {
            fixed.get(device).stream().filter(Containment::association).map(Containment::parent).forEach(places::add);
        }
        Interval time = devices.stream().map(Stay::interval).reduce(Interval::hull).orElseThrow();
        Set<ThreadKey> candidates = lotsWithin(places);
        candidates.addAll(lotsAt(places, time.from(), time.to()));
        return candidates;
    }

    private static boolean within(Exposure exposure, Map<Series, SeriesWindow> windows) {
        SeriesWindow window = windows.get(exposure.series());
        return window != null && exposure.from() < window.to() && window.from() < exposure.to();
    }

    /** A window may be of all times. */
    private static Instant instant(long ticks) {
        if (ticks <= 0) {
            return Instant.MIN;
        }
        return ticks == Long.MAX_VALUE ? Instant.MAX : SourceTime.toInstant(ticks);
    }

    private Map<ThreadKey, List<Stay>> containers(Collection<ThreadKey> lots) throws SQLException {
        Map<ThreadKey, Set<Stay>> found = new LinkedHashMap<>();
        Map<ThreadKey, Set<Stay>> level = new LinkedHashMap<>();
        for (ThreadKey lot : lots) {
            found.put(lot, new LinkedHashSet<>());
            level.put(lot, Set.of(new Stay(lot.canonical(), Interval.ALWAYS)));
        }
        for (int depth = 0; depth <= MAXIMUM_DEPTH && !level.isEmpty(); depth++) {
            Set<Stay> asked = new LinkedHashSet<>();
            level.values().forEach(asked::addAll);
            Map<Stay, List<Containment>> events = topology.ofChildren(asked);
            Map<ThreadKey, Set<Stay>> next = new LinkedHashMap<>();
            level.forEach((lot, children) -> {
                found.get(lot).addAll(children);
                Set<Stay> parents = new LinkedHashSet<>();
                children.forEach(child -> parents.addAll(parents(child, events.get(child))));
                parents.removeAll(found.get(lot));
                if (!parents.isEmpty()) {
                    next.put(lot, parents);
                }
            });
            level = next;
        }
        Map<ThreadKey, List<Stay>> containers = new HashMap<>();
        found.forEach((lot, stays) -> containers.put(lot, List.copyOf(stays)));
        return containers;
    }

    /** What a child was in during its time, by the events of it and of all children of its parents. */
    private static List<Stay> parents(Stay child, List<Containment> events) {
        Map<String, List<Containment>> byParent = new TreeMap<>();
        events.forEach(event -> byParent.computeIfAbsent(event.parent(), absent -> new ArrayList<>()).add(event));
        List<Stay> stays = new ArrayList<>();
        byParent.forEach((parent, own) -> Intervals.contained(own).forEach(held ->
                child.interval().intersect(held.interval()).ifPresent(interval -> stays.add(new Stay(parent, interval)))));
        return stays;
    }

    /**
     * A lot is where its last event left it, or the last event of a container while it is in that: also one from before
     * the lot came in.
     */
    private List<Stay> locations(List<Stay> containers) throws SQLException {
        Map<Stay, List<Sighting>> sightings = topology.sightings(containers);
        List<Sighting> ofLot = new ArrayList<>();
        for (int i = containers.size() - 1; i >= 0; i--) {
            Stay container = containers.get(i);
            List<Sighting> own = sightings.get(container);
            own.stream().filter(sighting -> sighting.eventTime().isBefore(container.interval().from()))
                    .reduce((earlier, later) -> later)
                    .ifPresent(last -> ofLot.add(
                            new Sighting(container.place(), container.interval().from(), last.location())));
            own.stream().filter(sighting -> container.interval().contains(sighting.eventTime())).forEach(ofLot::add);
        }
        // Stable, so that at the same time what was told of the lot itself comes last and wins.
        ofLot.sort(Comparator.comparing(Sighting::eventTime));
        Map<String, List<Interval>> byPlace = new LinkedHashMap<>();
        for (int i = 0; i < ofLot.size(); i++) {
            Sighting sighting = ofLot.get(i);
            Instant until = i + 1 < ofLot.size() ? ofLot.get(i + 1).eventTime() : Instant.MAX;
            new Interval(sighting.eventTime(), until).intersect(Interval.ALWAYS).ifPresent(interval ->
                    byPlace.computeIfAbsent(sighting.location(), absent -> new ArrayList<>()).add(interval));
        }
        List<Stay> stays = new ArrayList<>();
        byPlace.forEach((place, intervals) ->
                Intervals.union(intervals).forEach(interval -> stays.add(new Stay(place, interval))));
        return stays;
    }

    private static List<DeviceStay> devices(Stay place, List<Containment> events) {
        Set<String> children = events.stream().map(Containment::child).filter(child -> !child.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        List<DeviceStay> devices = new ArrayList<>();
        for (String child : children) {
            List<Containment> own = events.stream().filter(event -> event.child().equals(child)
                    || event.child().equals(Containment.ALL_CHILDREN)).toList();
            for (Held held : Intervals.contained(own)) {
                place.interval().intersect(held.interval()).ifPresent(interval -> devices.add(
                        new DeviceStay(child, place.place(), interval, held.opening(), held.closing())));
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
