package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.event.EventKey;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One walk along the thread of a lot: events that name the lot, lots behind it in one direction, what they were in while
 * they were in it, and one hop of references. It never turns and never descends, so shared materials do not pull in the
 * lots that shared them.
 */
final class ThreadWalk {

    private static final Set<EvidenceClass> MASTER_DATA =
            EnumSet.of(EvidenceClass.MATERIAL_MASTER, EvidenceClass.SUPPLIER_QUALIFICATION);
    private static final Set<EvidenceClass> DEVICE_EVIDENCE = EnumSet.of(EvidenceClass.DEVICE_EVIDENCE);

    private final ThreadRequest request;
    private final EventReader reader;
    private final EventKeyTable keys;
    private final ExposureWalk exposureWalk;
    private final Map<EventRef, StoredEvent> events = new LinkedHashMap<>();
    private final Set<ThreadKey> lots = new LinkedHashSet<>();
    private final List<Exposure> exposures = new ArrayList<>();
    private boolean truncated;

    ThreadWalk(Connection connection, ThreadRequest request) {
        this.request = request;
        this.reader = new EventReader(connection);
        this.keys = new EventKeyTable(connection);
        this.exposureWalk = new ExposureWalk(connection);
    }

    /** Empty if no event names the lot. */
    Optional<LotThread> walk() throws SQLException {
        follow();
        if (events.isEmpty()) {
            return Optional.empty();
        }
        Set<String> containers = new HashSet<>();
        Set<String> devices = new HashSet<>();
        for (ThreadKey lot : lots) {
            climb(lot, containers, devices);
        }
        refer(containers, devices);
        return Optional.of(new LotThread(request.key(), List.copyOf(lots), events.values().stream()
                .sorted(Comparator.comparing((StoredEvent stored) -> stored.event().eventTime())
                        .thenComparing(stored -> stored.event().id())
                        .thenComparing(stored -> stored.event().errorDeclaration().isPresent())).toList(),
                List.copyOf(exposures), truncated));
    }

    private void follow() throws SQLException {
        Set<ThreadKey> level = Set.of(request.key());
        for (int depth = 0; !level.isEmpty(); depth++) {
            Set<ThreadKey> next = new LinkedHashSet<>();
            for (ThreadKey lot : level) {
                lots.add(lot);
                steps(lot).forEach(step -> next.addAll(lotsOf(step, behind())));
            }
            next.removeAll(lots);
            if (depth == request.depth()) {
                truncated |= !next.isEmpty();
                return;
            }
            level = next;
        }
    }

    private EventKey.Role behind() {
        return switch (request.direction()) {
            case ORIGIN -> EventKey.Role.INPUT;
            case USE -> EventKey.Role.OUTPUT;
        };
    }

    private EventKey.Role ahead() {
        return request.direction() == Direction.ORIGIN ? EventKey.Role.OUTPUT : EventKey.Role.INPUT;
    }

    /**
     * Adds the events that name a lot. Of a lot that was reached, transformations in the other direction are those of other
     * lots and stay away.
     *
     * @return transformations to go on by
     */
    private List<Event> steps(ThreadKey lot) throws SQLException {
        List<EventKeyTable.Mention> mentions = mentions(Set.of(lot.canonical()));
        boolean asked = lot.equals(request.key());
        List<EventRef> naming = mentions.stream().filter(mention -> asked || mention.role() != behind())
                .map(EventKeyTable.Mention::event).distinct().toList();
        add(naming);
        Set<String> inError = keys.inError(naming.stream().map(EventRef::eventId).toList());
        return mentions.stream().filter(mention -> mention.role() == ahead())
                .map(EventKeyTable.Mention::event)
                .filter(ref -> !ref.declaresError() && !inError.contains(ref.eventId())).distinct()
                .map(events::get).filter(stored -> stored != null).map(StoredEvent::event)
                .filter(event -> event.type() == EventType.TRANSFORMATION).toList();
    }

    private static Set<ThreadKey> lotsOf(Event event, EventKey.Role role) {
        return event.keys().stream().filter(key -> key.role() == role).flatMap(key -> Lots.of(key.key()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void climb(ThreadKey lot, Set<String> containers, Set<String> devices) throws SQLException {
        ExposureWalk.Whereabouts whereabouts = exposureWalk.whereabouts(lot.canonical());
        exposures.addAll(exposureWalk.exposures(lot, whereabouts));
        Set<String> own = whereabouts.containers().stream().map(Stay::place).collect(Collectors.toSet());
        containers.addAll(own);
        whereabouts.devices().stream().map(Stay::place).forEach(devices::add);
        for (Stay stay : whereabouts.containers()) {
            if (!stay.place().equals(lot.canonical())) {
                add(ofContainer(stay, own, devices));
            }
        }
        add(associations(whereabouts));
    }

    /** What happened to a container while the lot was in it, but not what was packed beside the lot. */
    private List<EventRef> ofContainer(Stay stay, Set<String> own, Set<String> devices) throws SQLException {
        List<EventRef> found = new ArrayList<>();
        for (EventKeyTable.Mention mention : mentions(Set.of(stay.place()))) {
            boolean meanwhile = stay.interval().contains(mention.eventTime())
                    || mention.eventTime().equals(stay.interval().to());
            if (meanwhile && !foreignPacking(mention, own, devices)) {
                found.add(mention.event());
            }
        }
        return found;
    }

    private boolean foreignPacking(EventKeyTable.Mention mention, Set<String> own, Set<String> devices)
            throws SQLException {
        if (mention.role() != EventKey.Role.PARENT) {
            return false;
        }
        for (StoredEvent stored : reader.events(List.of(mention.event()))) {
            Set<String> children = stored.event().keys().stream().filter(key -> key.role() == EventKey.Role.CHILD)
                    .map(EventKey::key).collect(Collectors.toSet());
            return !children.isEmpty() && children.stream().noneMatch(child -> own.contains(child) || devices.contains(child));
        }
        return false;
    }

    /** The events that fixed the devices to where the lot was. */
    private List<EventRef> associations(ExposureWalk.Whereabouts whereabouts) throws SQLException {
        Set<String> places = new HashSet<>();
        whereabouts.containers().forEach(stay -> places.add(stay.place()));
        whereabouts.locations().forEach(stay -> places.add(stay.place()));
        List<EventRef> found = new ArrayList<>();
        for (String device : whereabouts.devices().stream().map(Stay::place).collect(Collectors.toSet())) {
            List<EventRef> fixed = mentions(Set.of(device)).stream()
                    .filter(mention -> mention.role() == EventKey.Role.CHILD).map(EventKeyTable.Mention::event).toList();
            reader.events(fixed).stream().map(StoredEvent::event)
                    .filter(event -> event.keys().stream().anyMatch(
                            key -> key.role() == EventKey.Role.PARENT && places.contains(key.key())))
                    .map(EventRef::of).forEach(found::add);
        }
        return found;
    }

    /** One hop and no further: what is found here leads nowhere. */
    private void refer(Set<String> containers, Set<String> devices) throws SQLException {
        Set<String> transactions = new LinkedHashSet<>();
        for (StoredEvent stored : events.values()) {
            stored.event().keys().stream().filter(key -> key.role() == EventKey.Role.TRANSACTION).map(EventKey::key)
                    .forEach(transactions::add);
        }
        List<EventRef> referred = mentions(transactions).stream()
                .filter(mention -> mention.role() == EventKey.Role.TRANSACTION)
                .map(EventKeyTable.Mention::event).filter(ref -> !events.containsKey(ref)).distinct().toList();
        add(reader.events(referred).stream().map(StoredEvent::event)
                .filter(event -> event.type() == EventType.TRANSACTION || !ofOthers(event, containers))
                .map(EventRef::of).toList());
        add(about(lots.stream().map(lot -> gtin(lot)).collect(Collectors.toSet()), MASTER_DATA));
        add(about(devices, DEVICE_EVIDENCE));
        corrections();
    }

    private static String gtin(ThreadKey lot) {
        return "https://id.gs1.org/01/" + lot.gtin();
    }

    /** Whether it is about lots or containers that this thread does not reach. */
    private static boolean ofOthers(Event event, Set<String> containers) {
        return event.keys().stream().filter(key -> switch (key.role()) {
            case SUBJECT, PARENT, CHILD, INPUT, OUTPUT -> true;
            case TRANSACTION, LOCATION, READ_POINT, SOURCE, DESTINATION, DEVICE -> false;
        }).anyMatch(key -> Lots.isObject(key.key()) && !containers.contains(key.key()));
    }

    private void corrections() throws SQLException {
        add(keys.declarations(events.keySet().stream().map(EventRef::eventId).distinct().toList()));
        add(events.values().stream().flatMap(stored -> stored.event().errorDeclaration().stream())
                .flatMap(declared -> declared.correctiveEventIds().stream()).map(EventRef::undeclared).toList());
    }

    private List<EventKeyTable.Mention> mentions(Collection<String> wanted) throws SQLException {
        return wanted.isEmpty() ? List.of() : keys.mentions(wanted, bound());
    }

    private List<EventRef> about(Set<String> subjects, Set<EvidenceClass> classes) throws SQLException {
        return keys.about(subjects, classes, bound()).stream().map(EventKeyTable.Mention::event).toList();
    }

    /** A little more than can be used, so that a cut is noticed. */
    private int bound() {
        return 4 * request.maximumEvents() + 1;
    }

    private void add(Collection<EventRef> refs) throws SQLException {
        List<EventRef> fresh = refs.stream().distinct().filter(ref -> !events.containsKey(ref)).toList();
        int room = request.maximumEvents() - events.size();
        if (fresh.size() > room) {
            truncated = true;
            fresh = fresh.subList(0, room);
        }
        if (!fresh.isEmpty()) {
            reader.events(fresh).forEach(stored -> events.put(EventRef.of(stored.event()), stored));
        }
    }
}
