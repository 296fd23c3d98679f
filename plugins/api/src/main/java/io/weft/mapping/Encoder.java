package io.weft.mapping;

import org.osgi.annotation.versioning.ConsumerType;

/** Writes one format. Stateless, called by many threads. */
@ConsumerType
public interface Encoder {

    /** For example {@code idoc-xml}. */
    String format();

    String mediaType();

    /**
     * @param document a value as {@code io.weft.event.CanonicalJson} describes it, members in the order to be written
     * @throws IllegalArgumentException naming the member that the format cannot hold
     */
    byte[] encode(Object document);
}
