package io.weft.thread.postgres;

import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import io.weft.identity.ThreadKey;
import java.util.Optional;
import java.util.Set;

/** Tells by a canonical key what kind of thing it names. */
final class Lots {

    private static final Set<Identifier.Kind> OBJECTS = Set.of(Identifier.Kind.LOT, Identifier.Kind.SGTIN,
            Identifier.Kind.SSCC, Identifier.Kind.GRAI, Identifier.Kind.GIAI);

    private Lots() {
    }

    /** The key of the lot that is named; empty if something else is. */
    static Optional<ThreadKey> of(String key) {
        return identifier(key).flatMap(Identifier::thread);
    }

    /** Whether it names a lot, an instance or a container, and not a class, a place or a document. */
    static boolean isObject(String key) {
        return identifier(key).map(Identifier::kind).filter(OBJECTS::contains).isPresent();
    }

    private static Optional<Identifier> identifier(String key) {
        try {
            return Optional.of(Identifier.of(key));
        } catch (InvalidIdentifierException e) {
            // A URI that only looks like a GS1 key names no lot.
            return Optional.empty();
        }
    }
}
