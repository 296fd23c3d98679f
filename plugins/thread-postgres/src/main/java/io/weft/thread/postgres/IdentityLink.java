package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.event.EventKey.Role;
import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import io.weft.identity.ThreadKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * That an event says an alias names a lot from its time on, or no longer does.
 *
 * @param lot   canonical
 * @param links false if it no longer does
 */
record IdentityLink(String alias, String kind, String lot, Instant eventTime, String eventId, boolean links) {

    /** Form of an alias that tells who gave the number: kind, GLN, number. */
    static final String NAMESPACE = "https://weft.io/ns/id/";

    private static final String MEMBER = "\"weft:identity";
    private static final Set<Role> NAMED = EnumSet.of(Role.SUBJECT, Role.CHILD, Role.OUTPUT);

    /** What an event says, for each lot that it names; an event that declares an error says nothing. */
    static List<IdentityLink> of(Event event) {
        if (event.errorDeclaration().isPresent() || !EventBody.mentions(event, MEMBER)) {
            return List.of();
        }
        Map<?, ?> body = EventBody.of(event);
        List<IdentityLink> said = new ArrayList<>();
        for (ThreadKey lot : lots(event)) {
            read(event, lot, body.get("weft:identityLinks"), true, said);
            read(event, lot, body.get("weft:identityUnlinks"), false, said);
        }
        return said;
    }

    /** Whether an event links identities at all, whatever it names. */
    static boolean saidBy(Event event) {
        if (event.errorDeclaration().isPresent() || !EventBody.mentions(event, MEMBER)) {
            return false;
        }
        Map<?, ?> body = EventBody.of(event);
        return body.containsKey("weft:identityLinks") || body.containsKey("weft:identityUnlinks");
    }

    /** The lots that an event is about; of a transformation those that it made. */
    static Set<ThreadKey> lots(Event event) {
        Set<ThreadKey> lots = new LinkedHashSet<>();
        event.keys().stream().filter(key -> NAMED.contains(key.role())).forEach(key -> Lots.of(key.key()).ifPresent(lots::add));
        return lots;
    }

    private static void read(Event event, ThreadKey lot, Object list, boolean links, List<IdentityLink> said) {
        for (Object element : list instanceof List<?> elements ? elements : List.of()) {
            if (element instanceof Map<?, ?> link && link.get("weft:alias") instanceof String alias) {
                said.add(new IdentityLink(StorableText.key(canonical(alias)), String.valueOf(link.get("weft:kind")),
                        StorableText.key(lot.canonical()), Timestamps.storable(event.eventTime()),
                        EventRef.of(event).eventId(), links));
            }
        }
    }

    /** A GS1 key in its one form, any other text as it is. */
    static String canonical(String alias) {
        try {
            return Identifier.of(alias).canonical();
        } catch (InvalidIdentifierException e) {
            // What looks like a GS1 key and is none names the lot nevertheless, by its text.
            return alias;
        }
    }

    /** The bare number in an alias: its last part, decoded. */
    String number() {
        return number(alias);
    }

    static String number(String alias) {
        String last = alias.substring(Math.max(alias.lastIndexOf('/'), alias.lastIndexOf(':')) + 1);
        try {
            return StorableText.key(URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // A stray percent sign is part of the number.
            return last;
        }
    }

    /** GLN of whoever gave the number, where the alias tells it. */
    static Optional<String> issuer(String alias) {
        if (!alias.startsWith(NAMESPACE)) {
            return Optional.empty();
        }
        String[] parts = alias.substring(NAMESPACE.length()).split("/");
        return parts.length == 3 ? Optional.of(parts[1]) : Optional.empty();
    }
}
