package io.weft.decision.limits;

import io.weft.decision.Decision;
import io.weft.decision.DecisionPolicy;
import io.weft.decision.LotHistory;
import io.weft.decision.LotHistory.Exposed;
import io.weft.decision.Verdict;
import io.weft.identity.ThreadKey;
import io.weft.mapping.MappingRef;
import io.weft.thread.StoreUnavailableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on the lots of one storage class by how long they were outside its limits. One configuration file is one
 * policy; a wrong one concerns no lot and says why.
 */
@Component(name = LimitsConfiguration.PID, immediate = true, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class LimitsPolicy implements DecisionPolicy {

    /** Version of the semantics in docs/adr/0012 and 0028: the same history under another version may give another verdict. */
    static final String VERSION = "1.1.0";

    private static final Logger LOG = LoggerFactory.getLogger(LimitsPolicy.class);

    private final MappingRef ref;
    private final Optional<Limits> limits;
    private final Set<SeriesKey> refusedSeries = ConcurrentHashMap.newKeySet();

    @Activate
    public LimitsPolicy(LimitsConfiguration configuration) {
        Configured configured = Configured.of(configuration);
        this.ref = new MappingRef(configured.policy(), VERSION);
        this.limits = configured.limits();
        if (limits.isEmpty()) {
            LOG.error("{} decides on nothing: {}", configured.pid(), String.join("; ", configured.faults()));
        }
    }

    @Override
    public MappingRef ref() {
        return ref;
    }

    @Override
    public boolean concerns(ThreadKey lot) {
        return limits.isPresent() && limits.get().concerns(lot.gtin());
    }

    /** @throws IllegalStateException if the lot is none of this policy's */
    @Override
    public Verdict decide(LotHistory history) throws StoreUnavailableException {
        Limits inForce = limits.filter(any -> concerns(history.lot()))
                .orElseThrow(() -> new IllegalStateException(ref + " does not concern " + history.lot()));
        String digest = inForce.digest();
        Exposures exposures = Exposures.of(history.exposures(), inForce);
        exposures.all().forEach(timed -> refuseUnknownUnit(inForce, timed));

        Optional<LotState> state = history.state().flatMap(LotState::read);
        Map<Rule, Said> decided = new EnumMap<>(Rule.class);
        state.ifPresent(known -> decided.putAll(known.decided()));

        Optional<LotState> current =
                state.filter(known -> known.limits().equals(digest) && !history.exposuresChanged());
        if (current.isPresent()) {
            Optional<Progress> next = goOn(inForce, exposures, current.get(), history.fresh());
            if (next.isPresent()) {
                return new Verdict(new LotState(digest, next.get(), decided).write(), List.of());
            }
        }
        return startAgain(inForce, exposures, decided, history);
    }

    /**
     * Empty if a reading is older than the state, or completes a violation, whose grounds need the whole history, or gives a
     * deviation its lost ground back.
     */
    private static Optional<Progress> goOn(Limits limits, Exposures exposures, LotState state, List<Exposed> fresh) {
        boolean late = fresh.stream()
                .filter(exposed -> limits.counts(exposed.series()))
                .anyMatch(exposed -> exposed.reading().sourceTime() < state.progress().watermark());
        if (late) {
            return Optional.empty();
        }
        Follower follower = new Follower(limits, exposures, state.progress(), state.decided().keySet());
        fresh.forEach(follower);
        Progress progress = follower.finish();
        boolean groundIsBack = state.decided().entrySet().stream().anyMatch(decided -> !decided.getValue().exceeded()
                && limits.exceeded(decided.getKey(), progress.totals().get(decided.getKey())));
        return follower.completions().isEmpty() && !groundIsBack ? Optional.of(progress) : Optional.empty();
    }

    /** @param decided is brought up to date */
    private Verdict startAgain(Limits limits, Exposures exposures, Map<Rule, Said> decided, LotHistory history)
            throws StoreUnavailableException {
        Progress start = Progress.at(exposures.start().orElse(Long.MIN_VALUE));
        Follower follower = new Follower(limits, exposures, start, decided.keySet());
        history.all(follower);
        Progress progress = follower.finish();
        List<Decision> decisions = new ArrayList<>(reevaluated(limits, exposures, progress, decided, history.lot()));
        Deviation deviation = new Deviation(ref, limits, history.lot());
        for (Completion completion : follower.completions()) {
            Decision decision = deviation.of(completion, exposures);
            decisions.add(decision);
            decided.put(completion.rule(),
                    new Said((String) decision.epcis().get("eventID"), completion.by().reading().sourceTime(), true));
        }
        return new Verdict(new LotState(limits.digest(), progress, decided).write(), decisions);
    }

    /** Only a history that is followed anew can take a decision's ground away, or give it back. */
    private List<Decision> reevaluated(Limits limits, Exposures exposures, Progress progress, Map<Rule, Said> decided,
            ThreadKey lot) {
        Reevaluation reevaluation = new Reevaluation(ref, limits, lot);
        List<Decision> decisions = new ArrayList<>();
        decided.replaceAll((rule, before) -> {
            if (!limits.allowances().containsKey(rule)) {
                return before;
            }
            Said now = reevaluation.said(rule, before, progress);
            if (now.exceeded() == before.exceeded()) {
                return before;
            }
            decisions.add(reevaluation.of(rule, before, now, progress, exposures));
            return now;
        });
        return decisions;
    }

    private void refuseUnknownUnit(Limits limits, Exposures.Timed timed) {
        if (!Scale.comparable(limits.measure(), limits.unit(), timed.series().unit()) && refusedSeries.add(timed.key())) {
            LOG.error("{}: unit '{}' of {} {} cannot be held against limits in {}; its values count as unknown",
                    ref.id(), timed.series().unit(), timed.key().instance(), timed.key().item(), limits.unit());
        }
    }
}
