package io.weft.mapping;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import java.util.Optional;

/**
 * A message, who it is, and what it means.
 *
 * @param mapping the mapping that was asked; empty if none serves the message
 * @param replay  0 for the first mapping of the message, then 1, 2, ...
 */
public record Interpretation(RawMessage message, MessageId id, Optional<MappingRef> mapping, int replay,
        MappingResult result) {
}
