package io.weft.thread.postgres;

import io.weft.mapping.MappingRef;
import java.time.Instant;
import java.util.UUID;

/**
 * Where events come from.
 *
 * @param message    receipt of the message, or the decision's own id
 * @param mapping    mapping or policy that made them
 * @param recordTime hub clock at intake
 */
record EventSource(UUID message, MappingRef mapping, Instant recordTime) {

    private static final MappingRef NONE = new MappingRef("", "");

    static EventSource of(Planned.First message) {
        return new EventSource(message.id(), message.intaken().interpretation().mapping().orElse(NONE),
                message.intaken().interpretation().message().receivedAt());
    }
}
