package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.event.EventId;

/**
 * The key of an event's row.
 *
 * @param declaration error declaration time as ISO 8601 text; empty for the event itself
 */
record EventRef(String eventId, String declaration) {

    static EventRef of(Event event) {
        return new EventRef(StorableText.key(event.id().uri()),
                event.errorDeclaration().map(declared -> declared.declarationTime().toString()).orElse(""));
    }

    static EventRef undeclared(EventId id) {
        return new EventRef(StorableText.key(id.uri()), "");
    }

    boolean declaresError() {
        return !declaration.isEmpty();
    }
}
