package io.weft.thread;

import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.MappingRef;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * A committed event.
 *
 * @param message    receipt of the message that told it; the decision's own id for a decision
 * @param mapping    mapping and version that made it, or the policy
 * @param recordTime hub clock at intake
 * @param leafIndex  its leaf in the log; empty while it waits for the sequencer
 * @param sameFactAs events of other messages with the same CBV event hash
 */
public record StoredEvent(Event event, Set<EvidenceClass> classes, UUID message, MappingRef mapping, Instant recordTime,
        EventEvidence evidence, OptionalLong leafIndex, List<EventId> sameFactAs) {
}
