package io.weft.decision.stability;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What temperature did to a lot. Pure: the same readings give the same, in whatever legs they came.
 *
 * @param meanKinetic degrees Celsius; empty without readings, and not applicable if the lot was frozen
 * @param frozen      whether any reading was at or below freezing
 * @param low         stretches below the low limit, by time
 * @param known       ticks that readings account for
 * @param unknown     ticks between readings that none accounts for
 */
record Stability(OptionalDouble meanKinetic, boolean frozen, List<Excursion> low, List<Budget> budgets, long known,
        long unknown) {

    /** @param readings of one lot by time, of one time the warmest counts */
    static Stability of(List<Measured> readings, Terms terms) {
        List<Measured> single = onePerTime(readings);
        List<Sample> samples = new ArrayList<>();
        List<Excursion> low = new ArrayList<>();
        long unknown = 0;
        long before = 0;
        for (int i = 0; i < single.size(); i++) {
            Measured reading = single.get(i);
            // The last one holds as long as the one before it did: with equal intervals all weigh the same.
            long until = i + 1 < single.size() ? single.get(i + 1).time() - reading.time() : Math.max(1, before);
            long held = Math.min(until, terms.longest());
            unknown += until - held;
            before = held;
            samples.add(new Sample(reading.celsius(), held));
            if (reading.celsius().compareTo(terms.low()) < 0) {
                extend(low, reading, held);
            }
        }
        boolean frozen = single.stream().anyMatch(reading -> reading.celsius().compareTo(terms.freezing()) <= 0);
        return new Stability(frozen ? OptionalDouble.empty() : MeanKineticTemperature.of(samples), frozen, List.copyOf(low),
                terms.allowances().stream().map(allowance -> budget(allowance, samples)).toList(),
                samples.stream().mapToLong(Sample::ticks).sum(), unknown);
    }

    private static List<Measured> onePerTime(List<Measured> readings) {
        List<Measured> single = new ArrayList<>();
        for (Measured reading : readings) {
            Measured last = single.isEmpty() ? null : single.get(single.size() - 1);
            if (last == null || last.time() < reading.time()) {
                single.add(reading);
            } else if (last.celsius().compareTo(reading.celsius()) < 0) {
                single.set(single.size() - 1, reading);
            }
        }
        return single;
    }

    private static void extend(List<Excursion> low, Measured reading, long held) {
        Excursion last = low.isEmpty() ? null : low.get(low.size() - 1);
        if (last != null && last.to() == reading.time()) {
            BigDecimal lowest = last.lowest().min(reading.celsius());
            low.set(low.size() - 1, new Excursion(last.from(), reading.time() + held, lowest));
        } else {
            low.add(new Excursion(reading.time(), reading.time() + held, reading.celsius()));
        }
    }

    private static Budget budget(Allowance allowance, List<Sample> samples) {
        long used = samples.stream().filter(sample -> sample.celsius().compareTo(allowance.above()) > 0)
                .mapToLong(Sample::ticks).sum();
        return new Budget(allowance, used, allowance.ticks() - used);
    }
}
