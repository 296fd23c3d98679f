package io.weft.decision.limits;

import io.weft.decision.LotHistory.Exposed;
import io.weft.decision.limits.Timeline.Worst;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Follows readings by source time and notices which of them uses up an allowance. */
final class Follower implements Consumer<Exposed> {

    private static final Comparator<Exposed> WITHIN_A_TICK = Comparator
            .comparing((Exposed exposed) -> SeriesKey.of(exposed.series()))
            .thenComparingLong(exposed -> exposed.reading().status())
            .thenComparing(exposed -> exposed.reading().value().orElse(BigDecimal.ZERO));

    private final Limits limits;
    private final Timeline timeline;
    private final Map<Rule, CountedTime> open = new EnumMap<>(Rule.class);
    private final List<Completion> completions = new ArrayList<>();
    private final List<Exposed> tick = new ArrayList<>();

    /** @param decided rules that need no noticing any more */
    Follower(Limits limits, Exposures exposures, Progress progress, Set<Rule> decided) {
        this.limits = limits;
        this.timeline = new Timeline(limits, exposures, progress, this::counted);
        limits.allowances().keySet().stream()
                .filter(rule -> !decided.contains(rule))
                .forEach(rule -> open.put(rule, new CountedTime()));
    }

    private void counted(Rule rule, long from, long to, Optional<Worst> worst) {
        Optional.ofNullable(open.get(rule)).ifPresent(counted -> counted.add(from, to, worst));
    }

    /** Readings of other measures and devices are none of this policy's business. */
    @Override
    public void accept(Exposed exposed) {
        if (!limits.counts(exposed.series())) {
            return;
        }
        if (!tick.isEmpty()) {
            long present = tick.get(0).reading().sourceTime();
            if (exposed.reading().sourceTime() < present) {
                throw new IllegalArgumentException("reading of " + exposed.reading().item() + " at "
                        + Ticks.text(exposed.reading().sourceTime()) + " comes after one at " + Ticks.text(present));
            }
            if (exposed.reading().sourceTime() > present) {
                finishTick();
            }
        }
        tick.add(exposed);
    }

    /** Nothing may be accepted afterwards. */
    Progress finish() {
        finishTick();
        return timeline.progress();
    }

    List<Completion> completions() {
        return completions;
    }

    private void finishTick() {
        tick.sort(WITHIN_A_TICK);
        for (Exposed exposed : tick) {
            if (timeline.accept(SeriesKey.of(exposed.series()), exposed.reading())) {
                notice(exposed);
            }
        }
        tick.clear();
    }

    private void notice(Exposed exposed) {
        for (Rule rule : List.copyOf(open.keySet())) {
            if (timeline.total(rule) > limits.allowances().get(rule)) {
                completions.add(new Completion(rule, timeline.total(rule), exposed, open.remove(rule)));
            }
        }
    }
}
