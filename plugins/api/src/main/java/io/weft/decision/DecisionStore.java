package io.weft.decision;

import io.weft.identity.ThreadKey;
import io.weft.thread.StoreUnavailableException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Gives committed facts to policies, each once, and keeps what they decided. */
@ProviderType
public interface DecisionStore {

    /**
     * The facts after the policy's cursor, behind a snapshot watermark: none is given while an earlier one may still
     * commit. A new policy starts at the beginning.
     */
    Facts next(String policy, int maximum) throws StoreUnavailableException;

    /** The states that the policy left for the lots; a lot without one is missing. */
    Map<ThreadKey, byte[]> states(String policy, Collection<ThreadKey> lots) throws StoreUnavailableException;

    default Optional<byte[]> state(String policy, ThreadKey lot) throws StoreUnavailableException {
        return Optional.ofNullable(states(policy, List.of(lot)).get(lot));
    }

    /**
     * Commits results and cursor together.
     *
     * @return false, with nothing committed, if the policy's cursor is no longer at {@code facts.from()}
     */
    boolean commit(String policy, Facts facts, Decided decided) throws StoreUnavailableException;
}
