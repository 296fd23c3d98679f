package io.weft.mapping;

import io.weft.event.Rejection;
import java.util.List;
import java.util.Optional;

/** What a mapping made of a message. */
public sealed interface MappingResult {

    /**
     * @param events      at least one
     * @param businessKey the fact's own key, if the mapping declares one: a second message with the same key is
     *                    quarantined as DUPLICATE_BUSINESS_KEY
     * @param searchKeys  what people know the message by: document numbers, order numbers
     */
    record Mapped(List<MappedEvent> events, Optional<String> businessKey, List<String> searchKeys)
            implements MappingResult {
    }

    /** @param rule name of the rule that leaves such messages aside */
    record Ignored(String rule) implements MappingResult {
    }

    /** @param reasons at least one */
    record Rejected(List<Rejection> reasons, List<String> searchKeys) implements MappingResult {
    }
}
