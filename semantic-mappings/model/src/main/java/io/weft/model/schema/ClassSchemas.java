package io.weft.model.schema;

import io.weft.event.EvidenceClass;
import io.weft.event.Rejection;
import io.weft.mapping.MappedEvent;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The published JSON Schemas (draft 2020-12) of the extension fields, one per class of key data. An extension field is a
 * member with the prefix {@code weft:}, which the event's context maps to {@code https://weft.io/ns/}; it stands at the
 * event or in its {@code ilmd}. Safe for use by many threads.
 */
@ProviderType
public interface ClassSchemas {

    /** {@code major.minor} of the schemas. */
    String version();

    /** The schema as published, UTF-8. */
    byte[] schema(EvidenceClass evidenceClass);

    /** The members that the class defines, for example {@code weft:seal}. */
    Set<String> members(EvidenceClass evidenceClass);

    /**
     * Checks the event's extension fields against the schemas of its classes; costs next to nothing where it has none.
     *
     * @return empty if all is well; else one rejection {@code INVALID_EXTENSION} for each field that breaks its schema or
     *         that none of the event's classes defines; fields as {@code weft:seal.weft:number}
     */
    List<Rejection> check(MappedEvent event);
}
