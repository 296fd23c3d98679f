package io.weft.tck;

import io.weft.decision.DecisionPolicy;
import io.weft.decision.LotHistory;
import io.weft.decision.Verdict;
import io.weft.identity.ThreadKey;
import io.weft.thread.Exposure;
import io.weft.thread.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A lot's history in memory, told to a policy batch by batch as the decide route does. */
public final class RecordedHistory {

    private static final Comparator<LotHistory.Exposed> BY_SOURCE_TIME =
            Comparator.comparingLong(exposed -> exposed.reading().sourceTime());

    private final ThreadKey lot;
    private final List<LotHistory.Exposed> readings = new ArrayList<>();
    private List<Exposure> exposures;
    private boolean exposuresChanged;
    private Optional<byte[]> state = Optional.empty();

    public RecordedHistory(ThreadKey lot, List<Exposure> exposures) {
        this.lot = lot;
        this.exposures = List.copyOf(exposures);
    }

    /** Other exposures from the next batch on; readings outside of them no longer belong to the lot. */
    public void expose(List<Exposure> changed) {
        exposures = List.copyOf(changed);
        exposuresChanged = true;
    }

    /** Adds readings, lets the policy decide, and keeps its state for the next time. */
    public Verdict tell(DecisionPolicy policy, List<LotHistory.Exposed> fresh) throws StoreUnavailableException {
        readings.addAll(fresh);
        readings.sort(BY_SOURCE_TIME);
        Verdict verdict = policy.decide(new View(fresh.stream().filter(this::belongs).sorted(BY_SOURCE_TIME).toList(),
                exposuresChanged, state));
        exposuresChanged = false;
        state = Optional.of(verdict.state());
        return verdict;
    }

    private boolean belongs(LotHistory.Exposed exposed) {
        return exposures.stream().anyMatch(exposure -> exposure.series().equals(exposed.series())
                && exposed.reading().sourceTime() >= exposure.from() && exposed.reading().sourceTime() < exposure.to());
    }

    private final class View implements LotHistory {

        private final List<Exposed> fresh;
        private final boolean changed;
        private final Optional<byte[]> before;

        private View(List<Exposed> fresh, boolean changed, Optional<byte[]> before) {
            this.fresh = fresh;
            this.changed = changed;
            this.before = before;
        }

        @Override
        public ThreadKey lot() {
            return lot;
        }

        @Override
        public Optional<byte[]> state() {
            return before;
        }

        @Override
        public List<Exposed> fresh() {
            return fresh;
        }

        @Override
        public List<Exposure> exposures() {
            return exposures;
        }

        @Override
        public boolean exposuresChanged() {
            return changed;
        }

        @Override
        public void all(Consumer<Exposed> consumer) {
            readings.stream().filter(RecordedHistory.this::belongs).forEach(consumer);
        }
    }
}
