package io.weft.thread.postgres;

import io.weft.mapping.Interpretation;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import java.util.Optional;

/** A fact's own key. Two counterparts, or two kinds of document, may use the same number. */
record BusinessKey(String system, String mapping, String key) {

    static Optional<BusinessKey> of(Interpretation interpretation) {
        if (!(interpretation.result() instanceof MappingResult.Mapped mapped)) {
            return Optional.empty();
        }
        return mapped.businessKey().map(key -> new BusinessKey(StorableText.key(interpretation.message().system()),
                interpretation.mapping().map(MappingRef::id).orElse(""), StorableText.key(key)));
    }
}
