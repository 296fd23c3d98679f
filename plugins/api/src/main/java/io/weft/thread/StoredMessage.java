package io.weft.thread;

import io.weft.adapter.MessageId;
import io.weft.adapter.Outcome;
import io.weft.event.EventId;
import io.weft.event.Rejection;
import io.weft.mapping.MappingRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as it is kept. A repeat of an earlier message is listed with outcome {@code DUPLICATE} and the receipt of the
 * first.
 *
 * @param receivedAt    hub clock
 * @param payloadDigest lower-case hexadecimal SHA-256 of the bytes
 * @param rule          name of the rule that ignored it; otherwise empty
 * @param replay        how often it was replayed
 * @param events        the events it told, in order; those that were known already included
 */
public record StoredMessage(UUID receipt, MessageId id, String system, String format, Instant receivedAt,
        String payloadDigest, int payloadBytes, Outcome outcome, Optional<MappingRef> mapping, List<Rejection> reasons,
        String rule, int replay, List<EventId> events) {
}
