package io.weft.thread;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Who is meant by an identifier: the supplier's batch, the ERP batch, the sample and the MES lot are one lot. */
@ProviderType
public interface Identities {

    /** Most candidates that are told. */
    int MAXIMUM_CANDIDATES = 100;

    /**
     * The lots that the identifier may mean, at most {@value #MAXIMUM_CANDIDATES}: none if nobody ever said so, several if it
     * is ambiguous. By lot, then kind, identifier and time.
     *
     * @throws IllegalArgumentException if it looks like a GS1 key but breaks its rule
     */
    List<Candidate> candidates(LotIdentifier identifier) throws StoreUnavailableException;
}
