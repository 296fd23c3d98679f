package io.weft.mapping;

import io.weft.event.Event;
import org.osgi.annotation.versioning.ConsumerType;

/** Writes an event in a counterpart's own format. Stateless, called by many threads. */
@ConsumerType
public interface OutboundMapping {

    MappingRef ref();

    Outbound map(Event event);

    /** What an outbound mapping made of an event. */
    sealed interface Outbound {

        record Written(String mediaType, byte[] payload) implements Outbound {
        }

        record Unwritable(io.weft.event.Rejection reason) implements Outbound {
        }
    }
}
