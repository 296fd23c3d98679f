package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.event.Rejection;
import io.weft.identity.ThreadKey;
import io.weft.thread.EvidencedEvent;
import io.weft.thread.Intaken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of the aliases that some messages link, and whether they may: an alias names one lot at a time. */
final class IdentityLinks {

    private final List<IdentityLink> known;

    private IdentityLinks(List<IdentityLink> known) {
        this.known = new ArrayList<>(known);
    }

    /** Asks the database only if one of the messages links anything, and then keeps others from linking the same meanwhile. */
    static IdentityLinks of(Connection connection, Collection<Intaken> arrived) throws SQLException {
        Set<String> aliases = new LinkedHashSet<>();
        for (Intaken intaken : arrived) {
            intaken.events().forEach(event ->
                    IdentityLink.of(event.event()).forEach(link -> aliases.add(link.alias())));
        }
        return new IdentityLinks(aliases.isEmpty() ? List.of()
                : new IdentityLinkTable(connection, AsOf.NOW).locked(aliases));
    }

    /**
     * Why the events of one message must not be taken; empty if they may, and then they are known from now on.
     *
     * @param fresh those of its events that nobody told before
     */
    List<Rejection> accept(Collection<EvidencedEvent> fresh) {
        List<Rejection> reasons = new ArrayList<>();
        Set<String> errors = new LinkedHashSet<>();
        List<IdentityLink> said = new ArrayList<>();
        for (EvidencedEvent evidenced : fresh) {
            Event event = evidenced.event();
            if (event.errorDeclaration().isPresent()) {
                errors.add(EventRef.of(event).eventId());
            } else if (IdentityLink.saidBy(event)) {
                Set<ThreadKey> lots = IdentityLink.lots(event);
                if (lots.size() != 1) {
                    reasons.add(Rejection.user("IDENTITY_LINK_WITHOUT_ONE_LOT", "weft:identityLinks", event.id().uri(),
                            "stands in an event that is about " + lots.size() + " lots and not about one"));
                }
                said.addAll(IdentityLink.of(event));
            }
        }
        if (!reasons.isEmpty() || said.isEmpty() && errors.isEmpty()) {
            return reasons;
        }
        List<IdentityLink> all = new ArrayList<>(known);
        all.addAll(said);
        all.removeIf(link -> errors.contains(link.eventId()));
        reasons.addAll(ambiguous(all, said));
        if (reasons.isEmpty()) {
            known.clear();
            known.addAll(all);
        }
        return reasons;
    }

    private static List<Rejection> ambiguous(List<IdentityLink> all, List<IdentityLink> said) {
        List<Rejection> reasons = new ArrayList<>();
        Set<String> saying = said.stream().map(IdentityLink::eventId).collect(Collectors.toSet());
        List<Naming> namings = Naming.of(all);
        for (Naming fresh : namings) {
            if (!saying.contains(fresh.held().opening())) {
                continue;
            }
            namings.stream().filter(other -> other.alias().equals(fresh.alias()) && !other.lot().equals(fresh.lot())
                    && other.overlaps(fresh) && (!saying.contains(other.held().opening()) || other.lot().compareTo(fresh.lot()) < 0))
                    .map(other -> Rejection.user("AMBIGUOUS_IDENTITY_LINK", "weft:identityLinks", fresh.alias(),
                            "names lot " + other.lot() + " by event " + other.held().opening() + " at that time and cannot name lot "
                                    + fresh.lot() + " too; unlink it there first"))
                    .forEach(reasons::add);
        }
        return reasons;
    }
}
