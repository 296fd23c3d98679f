package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.event.EventKey;
import io.weft.event.EventKey.Role;
import io.weft.event.EventType;
import io.weft.event.EvidenceClass;
import io.weft.identity.ThreadKey;
import io.weft.thread.Direction;
import io.weft.thread.Exposure;
import io.weft.thread.LotThread;
import io.weft.thread.StoredEvent;
import io.weft.thread.ThreadRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One walk along the thread of a lot: events that name the lot, lots behind it in one direction, what they were in while
 * they were in it, and one hop of references. It never turns and never descends, so shared materials do not pull in the
 * lots that shared them. All lots of a level ask the database together. What it finds, it finds in an order that depends on
 * what is stored alone: a page is a stretch of that order.
 */
final class ThreadWalk {

    private static final Set<Role> OBJECTS = EnumSet.of(Role.SUBJECT, Role.PARENT, Role.CHILD, Role.INPUT, Role.OUTPUT);
    private static final Set<EvidenceClass> DEVICE_EVIDENCE = EnumSet.of(EvidenceClass.DEVICE_EVIDENCE);
    private static final Set<EvidenceClass> CLIMATE = EnumSet.of(EvidenceClass.CLIMATE);
    /** Most events that one business transaction, transformation or device brings in. */
    private static final int MAXIMUM_REFERENCES = 1_000;

    private final ThreadRequest request;
    private final ThreadCursor begin;
    private final int wanted;
    private final EventReader reader;
    private final EventKeyTable keys;
    private final ExposureWalk exposureWalk;
    private final StatementTable statements;
    /** What belongs to the thread, by record numbers. */
    private final Map<Long, StoredEvent> events = new LinkedHashMap<>();
    /** What was read, also if it does not belong to the thread. */
    private final Map<Long, StoredEvent> known = new HashMap<>();
    private final Set<ThreadKey> lots = new LinkedHashSet<>();
    private final List<Exposure> exposures = new ArrayList<>();
    private boolean deeper;

    ThreadWalk(Connection connection, ThreadRequest request) {
        AsOf asOf = new AsOf(request.asOf());
        this.request = request;
        this.begin = ThreadCursor.of(request.after());
        // One more than fits on the page, so that a cut is noticed.
        this.wanted = begin.events() + request.maximumEvents() + 1;
        this.reader = EventReader.ofThread(connection, asOf);
        this.keys = new EventKeyTable(connection, asOf);
        this.exposureWalk = new ExposureWalk(connection, asOf);
        this.statements = new StatementTable(connection, asOf);
    }

    /** Empty if no event names the lot. */
    Optional<LotThread> walk() throws SQLException {
        follow();
        if (events.isEmpty() && begin.equals(ThreadCursor.BEGINNING)) {
            return Optional.empty();
        }
        if (!full()) {
            Set<String> containers = new HashSet<>();
            Map<String, Interval> devices = new LinkedHashMap<>();
            climb(containers, devices);
            refer(containers, devices.keySet());
            measured(devices);
            state(devices);
        }
        List<StoredEvent> page = reader.withSameFacts(events.values()).stream().skip(begin.events()).limit(request.maximumEvents())
                .sorted(Comparator.comparing((StoredEvent stored) -> stored.event().eventTime())
                        .thenComparing(stored -> stored.event().id())
                        .thenComparing(stored -> EventRef.of(stored.event()).declaration())).toList();
        Optional<String> next = next();
        return Optional.of(new LotThread(request.key(), List.copyOf(lots), page, List.copyOf(exposures),
                next.isPresent(), next));
    }

    private Optional<String> next() {
        if (full()) {
            return Optional.of(new ThreadCursor(begin.steps(), begin.events() + request.maximumEvents()).toString());
        }
        return deeper ? Optional.of(new ThreadCursor(begin.steps() + request.depth() + 1, 0).toString()) : Optional.empty();
    }

    private boolean full() {
        return events.size() >= wanted;
    }

    private void follow() throws SQLException {
        Set<ThreadKey> seen = new HashSet<>();
        Set<ThreadKey> level = Set.of(request.key());
        for (int depth = 0; !level.isEmpty() && !full(); depth++) {
            seen.addAll(level);
            boolean told = depth >= begin.steps();
            if (told) {
                lots.addAll(level);
            }
            Set<ThreadKey> next = new LinkedHashSet<>();
            for (Event step : steps(level, told)) {
                next.addAll(lotsOf(step, behind()));
            }
            next.removeAll(seen);
            if (depth == begin.steps() + request.depth()) {
                deeper = !next.isEmpty();
                return;
            }
            level = next;
        }
    }

    private Role behind() {
        return request.direction() == Direction.ORIGIN ? Role.INPUT : Role.OUTPUT;
    }

    private Role ahead() {
        return request.direction() == Direction.ORIGIN ? Role.OUTPUT : Role.INPUT;
    }

    /**
     * Adds the events that name the lots of a level. Of a lot that was reached, transformations in the other direction are those
     * of other lots and stay away.
     *
     * @param told whether the page begins at this level or before
     * @return transformations to go on by
     */
    private List<Event> steps(Set<ThreadKey> level, boolean told) throws SQLException {
        Set<Role> roles = EnumSet.copyOf(OBJECTS);
        if (!level.contains(request.key())) {
            roles.remove(behind());
        }
        List<Stay> asked = level.stream().map(lot -> new Stay(lot.canonical(), Interval.ALWAYS)).toList();
        List<EventKeyTable.Mention> mentions = keys.mentions(asked, roles, wanted);
        Map<Long, StoredEvent> naming = read(numbers(mentions));
        Map<Long, String> declarations = keys.declarations(ids(naming));
        Set<String> inError = Set.copyOf(declarations.values());
        Map<Long, StoredEvent> steps = new LinkedHashMap<>();
        mentions.stream().filter(mention -> mention.role() == ahead()).map(EventKeyTable.Mention::record)
                .filter(record -> naming.containsKey(record) && counts(naming.get(record), inError)
                        && naming.get(record).event().type() == EventType.TRANSFORMATION)
                .forEach(record -> steps.put(record, naming.get(record)));
        Map<Long, StoredEvent> parts = otherParts(steps);
        if (told) {
            keep(naming);
            keep(parts);
            add(declarations.keySet());
        }
        Set<String> partsInError = Set.copyOf(keys.declarations(ids(parts)).values());
        List<Event> all = new ArrayList<>(events(steps));
        parts.values().stream().filter(part -> counts(part, partsInError)).map(StoredEvent::event).forEach(all::add);
        return all;
    }

    private static boolean counts(StoredEvent stored, Set<String> inError) {
        EventRef ref = EventRef.of(stored.event());
        return !ref.declaresError() && !inError.contains(ref.eventId());
    }

    /** Inputs and outputs of one transformation may be told apart, joined by its transformationID (EPCIS 2.0, 7.4.5). */
    private Map<Long, StoredEvent> otherParts(Map<Long, StoredEvent> steps) throws SQLException {
        Set<Long> referring = referring(keysOf(events(steps), Role.TRANSFORMATION), Role.TRANSFORMATION);
        referring.removeAll(steps.keySet());
        return read(referring);
    }

    private Set<Long> referring(Set<String> wantedKeys, Role role) throws SQLException {
        return numbers(keys.mentions(wantedKeys.stream().map(key -> new Stay(key, Interval.ALWAYS)).toList(), EnumSet.of(role),
                MAXIMUM_REFERENCES));
    }

    private static Set<Long> numbers(Collection<EventKeyTable.Mention> mentions) {
        return mentions.stream().map(EventKeyTable.Mention::record).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Event> events(Map<Long, StoredEvent> stored) {
        return stored.values().stream().map(StoredEvent::event).toList();
    }

    private static Set<String> ids(Map<Long, StoredEvent> stored) {
        return stored.values().stream().map(each -> EventRef.of(each.event()).eventId())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> keysOf(Collection<Event> events, Role role) {
        return events.stream().flatMap(event -> event.keys().stream()).filter(key -> key.role() == role)
                .map(key -> StorableText.key(key.key())).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<ThreadKey> lotsOf(Event event, Role role) {
        return event.keys().stream().filter(key -> key.role() == role).flatMap(key -> Lots.of(key.key()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param devices is given the devices that were where a lot was, each with the time from first to last */
    private void climb(Set<String> containers, Map<String, Interval> devices) throws SQLException {
        Map<ThreadKey, ExposureWalk.Whereabouts> whereabouts = exposureWalk.whereabouts(lots);
        exposureWalk.exposures(whereabouts).values().forEach(exposures::addAll);
        Set<Stay> stays = new LinkedHashSet<>();
        Set<DeviceStay> fixed = new LinkedHashSet<>();
        whereabouts.forEach((lot, own) -> {
            own.containers().stream().filter(stay -> !stay.place().equals(lot.canonical())).forEach(stays::add);
            own.containers().forEach(stay -> containers.add(stay.place()));
            fixed.addAll(own.devices());
        });
        fixed.forEach(device -> devices.merge(device.device(), device.interval(), Interval::hull));
        add(ofContainers(List.copyOf(stays), containers, devices.keySet()));
        keep(associations(List.copyOf(fixed)));
    }

    /** What happened to containers while a lot was in them, but not what was packed beside the lot. */
    private Set<Long> ofContainers(List<Stay> stays, Set<String> own, Set<String> devices) throws SQLException {
        List<EventKeyTable.Mention> mentions = keys.mentions(stays, OBJECTS, wanted);
        Set<Long> packing = numbers(mentions.stream().filter(mention -> mention.role() == Role.PARENT).toList());
        Map<Long, StoredEvent> packed = known(packing);
        return numbers(mentions.stream().filter(mention -> mention.role() != Role.PARENT
                || packed.containsKey(mention.record()) && concerns(packed.get(mention.record()).event(), own, devices)).toList());
    }

    /** One that names no children means all of them (EPCIS 2.0, 7.4.3 and 7.4.6). */
    private static boolean concerns(Event packing, Set<String> own, Set<String> devices) {
        Set<String> children = EventTable.keysOf(packing, Role.CHILD);
        return children.isEmpty() || children.stream().anyMatch(child -> own.contains(child) || devices.contains(child));
    }

    /** The events that fixed the devices to where the lots were, and took them off. */
    private Map<Long, StoredEvent> associations(List<DeviceStay> devices) throws SQLException {
        Set<String> ids = new LinkedHashSet<>();
        devices.forEach(device -> {
            ids.add(device.opening());
            device.closing().ifPresent(ids::add);
        });
        exposureWalk.ends(devices).forEach(end -> ids.add(end.eventId()));
        return identified(ids.stream().map(id -> new EventRef(id, "")).toList());
    }

    /** One hop and no further: what is found here leads nowhere. */
    private void refer(Set<String> containers, Set<String> devices) throws SQLException {
        Set<Long> citing = referring(keysOf(events(events), Role.TRANSACTION), Role.TRANSACTION);
        citing.removeAll(events.keySet());
        Map<Long, StoredEvent> referred = read(citing);
        referred.values().removeIf(stored ->
                stored.event().type() != EventType.TRANSACTION && ofOthers(stored.event(), containers));
        keep(referred);
        add(numbers(keys.about(devices, DEVICE_EVIDENCE, MAXIMUM_REFERENCES)));
        add(keys.declarations(ids(events)).keySet());
        keep(identified(events.values().stream().flatMap(stored -> stored.event().errorDeclaration().stream())
                .flatMap(declared -> declared.correctiveEventIds().stream()).map(EventRef::undeclared).distinct().toList()));
    }

    /** What the devices told in windows, such as a logger's file, as far as a lot was there while they measured it. */
    private void measured(Map<String, Interval> devices) throws SQLException {
        Map<Long, Interval> there = new LinkedHashMap<>();
        keys.about(devices.keySet(), CLIMATE, MAXIMUM_REFERENCES).stream()
                .filter(mention -> !mention.eventTime().isBefore(devices.get(mention.key()).from()))
                .forEach(mention -> there.put(mention.record(), devices.get(mention.key())));
        Map<Long, StoredEvent> windows = read(there.keySet());
        windows.entrySet().removeIf(window ->
                there.get(window.getKey()).intersect(SensorWindow.of(window.getValue().event())).isEmpty());
        keep(windows);
        add(keys.declarations(ids(windows)).keySet());
    }

    /** Whether it is about lots or containers that this thread does not reach. */
    private static boolean ofOthers(Event event, Set<String> containers) {
        return event.keys().stream().filter(key -> switch (key.role()) {
            case SUBJECT, PARENT, CHILD, INPUT, OUTPUT -> true;
            case TRANSACTION, TRANSFORMATION, LOCATION, READ_POINT, SOURCE, DESTINATION, DEVICE -> false;
        }).anyMatch(key -> Lots.isObject(key.key()) && !containers.contains(key.key()));
    }

    /** What held then: of the trade items, of the parties that gave and took, up the tiers of suppliers, and of the devices. */
    private void state(Map<String, Interval> devices) throws SQLException {
        Interval time = time();
        Set<String> items = lots.stream().map(lot -> "https://id.gs1.org/01/" + lot.gtin())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> parties = keysOf(events(events), Role.SOURCE);
        parties.addAll(keysOf(events(events), Role.DESTINATION));
        Set<String> ids = new LinkedHashSet<>(items);
        ids.addAll(suppliers(parties, time));
        List<HeldStatement> holding = new ArrayList<>(Statements.during(time, statements.about(ids, time)));
        Map<String, List<HeldStatement>> ofDevices = statements.about(devices.keySet(), Interval.ALWAYS).stream()
                .collect(Collectors.groupingBy(HeldStatement::id));
        devices.forEach((device, there) -> holding.addAll(Statements.during(
                there.intersect(new Interval(Instant.MIN, time.to())).orElse(there), ofDevices.getOrDefault(device, List.of()))));
        add(holding.stream().map(HeldStatement::record).toList());
    }

    /** The parties and, tier by tier, those who were qualified to supply them. */
    private Set<String> suppliers(Set<String> parties, Interval time) throws SQLException {
        Set<String> seen = new LinkedHashSet<>(parties);
        Set<String> tier = parties;
        for (int depth = 0; depth < ThreadRequest.MAXIMUM_DEPTH && !tier.isEmpty(); depth++) {
            Set<String> next = statements.supplying(tier, time).stream().map(HeldStatement::id)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            next.removeAll(seen);
            seen.addAll(next);
            tier = next;
        }
        return seen;
    }

    /** From the first to the last event of the thread. */
    private Interval time() {
        List<Instant> times = events.values().stream().map(stored -> stored.event().eventTime()).sorted().toList();
        return times.isEmpty() ? Interval.ALWAYS
                : new Interval(times.get(0), times.get(times.size() - 1).plusNanos(1_000));
    }

    /** In the order of the numbers, as many as the page needs; those that are not seen are left out. */
    private Map<Long, StoredEvent> read(Collection<Long> records) throws SQLException {
        return known(records.stream().distinct().limit(wanted).toList());
    }

    private Map<Long, StoredEvent> known(Collection<Long> records) throws SQLException {
        known.putAll(reader.numbered(records.stream().filter(record -> !known.containsKey(record)).toList()));
        Map<Long, StoredEvent> read = new LinkedHashMap<>();
        for (Long record : records) {
            if (known.containsKey(record)) {
                read.put(record, known.get(record));
            }
        }
        return read;
    }

    /** Of events that others name by their identity; in the order in which they were stored. */
    private Map<Long, StoredEvent> identified(List<EventRef> refs) throws SQLException {
        return new TreeMap<>(reader.events(refs));
    }

    private void add(Collection<Long> records) throws SQLException {
        keep(read(records.stream().filter(record -> !events.containsKey(record)).toList()));
    }

    private void keep(Map<Long, StoredEvent> read) {
        read.forEach((record, stored) -> {
            if (!full()) {
                events.putIfAbsent(record, stored);
            }
        });
    }
}
