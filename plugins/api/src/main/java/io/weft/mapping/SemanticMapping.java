package io.weft.mapping;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Translates the messages of one kind into events. Usually made by the engine from a folder; a site may register its own
 * where speed needs it. Stateless, called by many threads, outside any transaction.
 */
@ConsumerType
public interface SemanticMapping {

    MappingRef ref();

    /** The decoder's format that it reads. */
    String format();

    /** Whether this mapping serves the message; of several versions of one id the newest (or pinned) is asked. */
    boolean matches(MessageTree tree);

    /** @param replay 0 for the first mapping of a message, then 1, 2, ... */
    MappingResult map(MessageTree tree, EventIds eventIds);
}
