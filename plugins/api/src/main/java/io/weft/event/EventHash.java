package io.weft.event;

import org.osgi.annotation.versioning.ProviderType;

/** The CBV event hash (CBV 2.0, 8.9): tells "same fact from another source"; never an identity. */
@ProviderType
public interface EventHash {

    /** Which algorithm and version, stored beside each hash. */
    String version();

    /** The hash URI, for example {@code ni:///sha-256;...?ver=CBV2.0}. */
    String hash(Event event);
}
