package io.weft.mapping;

import io.weft.adapter.RawMessage;
import org.osgi.annotation.versioning.ProviderType;

/** A decoded message. */
@ProviderType
public interface MessageTree {

    RawMessage message();

    Envelope envelope();

    /** The whole message as a value that {@code io.weft.event.CanonicalJson} describes. */
    Object asValue();
}
