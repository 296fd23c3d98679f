package io.weft.mapping;

import io.weft.adapter.RawMessage;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Decodes, finds the serving mapping and maps. Pure: it stores nothing, so it also serves dry runs. */
@ProviderType
public interface Interpreter {

    /** Never throws for what the message holds: that is a {@link MappingResult.Rejected}. */
    Interpretation interpret(RawMessage message, int replay);

    /** As {@link #interpret}, with one mapping whatever its match rule says (a dry run). */
    Interpretation interpretWith(String mappingId, RawMessage message);

    /** Every serving mapping. */
    List<MappingRef> serving();
}
