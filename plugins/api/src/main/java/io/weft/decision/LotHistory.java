package io.weft.decision;

import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.identity.ThreadKey;
import io.weft.thread.Exposure;
import io.weft.thread.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** What a policy sees of one lot. */
@ProviderType
public interface LotHistory {

    ThreadKey lot();

    /** What the policy returned last time for this lot; empty if it must start from the whole history. */
    Optional<byte[]> state();

    /** New readings of the lot since the state, by source time; they may be older than some that the state has seen. */
    List<Exposed> fresh();

    /**
     * The lot's exposures, of every measure. All readings told here lie in one of them; a reading counts for nothing once
     * its exposure has ended.
     */
    List<Exposure> exposures();

    /** Whether the lot's exposures themselves changed since the state: then only the whole history will do. */
    boolean exposuresChanged();

    /** Every reading of the lot by source time, the fresh ones included. */
    void all(Consumer<Exposed> consumer) throws StoreUnavailableException;

    /** A reading that belongs to the lot. */
    record Exposed(Series series, Reading reading) {
    }
}
