package io.weft.decision;

import io.weft.identity.ThreadKey;
import io.weft.mapping.MappingRef;
import org.osgi.annotation.versioning.ConsumerType;

/** Decides on lots by what they were exposed to. Deterministic: the same history gives the same verdict. */
@ConsumerType
public interface DecisionPolicy {

    /** Stable id and version; stands as the maker of the events that it causes. */
    MappingRef ref();

    /** Whether it decides on this lot at all. */
    boolean concerns(ThreadKey lot);

    Verdict decide(LotHistory history) throws io.weft.thread.StoreUnavailableException;
}
