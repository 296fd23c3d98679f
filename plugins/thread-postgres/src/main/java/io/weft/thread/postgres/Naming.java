package io.weft.thread.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long an alias named a lot. Pure.
 *
 * @param held by eventTime, from the event that linked to the next that unlinked
 */
record Naming(String alias, String kind, String lot, Held held) {

    /** By alias, lot and time. */
    static List<Naming> of(Collection<IdentityLink> said) {
        Map<List<String>, List<IdentityLink>> byPair = new LinkedHashMap<>();
        said.stream().distinct().sorted(Comparator.comparing(IdentityLink::alias).thenComparing(IdentityLink::lot)
                .thenComparing(IdentityLink::eventTime).thenComparing(IdentityLink::eventId)).forEach(link ->
                        byPair.computeIfAbsent(List.of(link.alias(), link.lot()), absent -> new ArrayList<>()).add(link));
        List<Naming> namings = new ArrayList<>();
        byPair.values().forEach(links -> Intervals.contained(links.stream().map(Naming::asContainment).toList()).forEach(held ->
                namings.add(new Naming(links.get(0).alias(), kind(links, held.opening()), links.get(0).lot(), held))));
        return namings;
    }

    private static String kind(List<IdentityLink> links, String opening) {
        return links.stream().filter(link -> link.eventId().equals(opening)).findFirst().orElseThrow().kind();
    }

    /** An alias is put on a lot and taken off as a thing is put into another. */
    private static Containment asContainment(IdentityLink link) {
        return new Containment(link.eventId(), link.lot(), link.alias(), link.eventTime(), "IDENTITY",
                link.links() ? "ADD" : "DELETE");
    }

    boolean overlaps(Naming other) {
        return held.interval().intersect(other.held.interval()).isPresent();
    }
}
