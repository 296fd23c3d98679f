package io.weft.thread.postgres;

import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import io.weft.identity.ThreadKey;
import io.weft.thread.Candidate;
import io.weft.thread.Identities;
import io.weft.thread.LotIdentifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the lots that an identifier may mean. */
final class LotFinder {

    private static final int SSCC_DIGITS = 18;
    private static final int MAXIMUM_DEPTH = 50;

    private final Connection connection;
    private final LotIdentifier asked;
    private final AsOf asOf;
    private final IdentityLinkTable links;
    private final Clock clock;

    LotFinder(Connection connection, LotIdentifier asked, Clock clock) {
        this.connection = connection;
        this.asked = asked;
        this.asOf = new AsOf(asked.asOf());
        this.links = new IdentityLinkTable(connection, asOf);
        this.clock = clock;
    }

    List<Candidate> candidates() throws SQLException {
        Set<Candidate> found = new LinkedHashSet<>();
        String text = asked.text().strip();
        if (text.indexOf(':') > 0) {
            named(text, found);
        } else {
            named(links.ofNumber(StorableText.key(text)), found);
            found.addAll(lotsNumbered(text));
            if (text.length() == SSCC_DIGITS && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
                held("https://id.gs1.org/00/" + text, found);
            }
        }
        return found.stream().sorted(Comparator.comparing((Candidate each) -> each.lot().canonical())
                .thenComparing(Candidate::kind).thenComparing(Candidate::identifier)
                .thenComparing(each -> each.from().orElse(Instant.MIN))).limit(Identities.MAXIMUM_CANDIDATES).toList();
    }

    private void named(String uri, Set<Candidate> found) throws SQLException {
        List<Identifier> identifiers = identifiers(uri);
        named(links.ofAliases(identifiers.stream().map(each -> StorableText.key(each.canonical())).toList()), found);
        for (Identifier identifier : identifiers) {
            Optional<ThreadKey> lot = identifier.thread();
            if (lot.isPresent() && known(lot.get())) {
                found.add(own(lot.get()));
            } else if (lot.isEmpty() && Lots.isObject(identifier.canonical())) {
                held(identifier.canonical(), found);
            }
        }
    }

    private static List<Identifier> identifiers(String uri) {
        try {
            return Identifier.allOf(uri);
        } catch (InvalidIdentifierException e) {
            throw new IllegalArgumentException("id: " + e.getMessage(), e);
        }
    }

    private static Candidate own(ThreadKey lot) {
        return new Candidate(lot, lot.canonical(), "lot", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void named(List<IdentityLink> said, Set<Candidate> found) {
        for (Naming naming : Naming.of(said)) {
            Interval interval = naming.held().interval();
            if (asked.at().isEmpty() || interval.contains(Timestamps.storable(asked.at().get()))) {
                Lots.of(naming.lot()).ifPresent(lot -> found.add(new Candidate(lot, naming.alias(), naming.kind(),
                        IdentityLink.issuer(naming.alias()), Optional.of(interval.from()), end(interval))));
            }
        }
    }

    private static Optional<Instant> end(Interval interval) {
        return interval.to().equals(Instant.MAX) ? Optional.empty() : Optional.of(interval.to());
    }

    private boolean known(ThreadKey lot) throws SQLException {
        return lotsNumbered(lot.lot()).stream().anyMatch(candidate -> candidate.lot().equals(lot));
    }

    private List<Candidate> lotsNumbered(String number) throws SQLException {
        List<Candidate> found = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select distinct lot from lot_number where number = ? order by 1")) {
            statement.setString(1, StorableText.key(number));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Lots.of(row.getString(1)).ifPresent(lot -> found.add(own(lot)));
                }
            }
        }
        return found;
    }

    /** The lots in a container at a time, directly or not; those are the instances' lots, too, where their keys tell them. */
    private void held(String container, Set<Candidate> found) throws SQLException {
        Instant at = Timestamps.storable(asked.at().orElseGet(clock::instant));
        Topology topology = new Topology(connection, asOf);
        Map<String, Interval> seen = new LinkedHashMap<>(Map.of(container, Interval.ALWAYS));
        Set<String> level = Set.of(container);
        for (int depth = 0; depth < MAXIMUM_DEPTH && !level.isEmpty(); depth++) {
            Set<String> next = new LinkedHashSet<>();
            for (String parent : level) {
                for (Map.Entry<String, Interval> child : topology.contentsAt(parent, at).entrySet()) {
                    Interval interval = seen.get(parent).intersect(child.getValue()).orElseThrow();
                    if (seen.putIfAbsent(child.getKey(), interval) == null) {
                        next.add(child.getKey());
                        Lots.of(child.getKey()).ifPresent(lot -> found.add(new Candidate(lot, container, "container",
                                Optional.empty(), Optional.of(interval.from()), end(interval))));
                    }
                }
            }
            level = next;
        }
    }
}
