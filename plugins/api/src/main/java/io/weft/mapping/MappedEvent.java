package io.weft.mapping;

import io.weft.event.Event;
import io.weft.event.EvidenceClass;
import java.util.Set;

/** An event and the classes of key data that it bears; the classes stand beside the event, never inside it. */
public record MappedEvent(Event event, Set<EvidenceClass> classes) {
}
