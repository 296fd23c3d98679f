package io.weft.decision.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StabilityTest {

    private static final long HOUR = 36_000_000_000L;
    private static final Terms TERMS = new Terms(BigDecimal.ZERO, new BigDecimal("2"),
            List.of(new Allowance(new BigDecimal("8"), 3 * HOUR)), 2 * HOUR);

    @Test
    void aSteadyTemperatureIsItsOwnMean() {
        assertEquals(5.3, MeanKineticTemperature.of(List.of(sample("5.3", 1), sample("5.3", 7))).orElseThrow(), 1e-9);
        assertEquals(OptionalDouble.empty(), MeanKineticTemperature.of(List.of()));
    }

    /** 10,000 / -ln((exp(-10,000 / 293.15) + exp(-10,000 / 303.15)) / 2) - 273.15, reckoned apart to 30 digits. */
    @Test
    void theWarmerHalfWeighsMore() {
        assertEquals(26.259_886_916, MeanKineticTemperature.of(List.of(sample("20", 1), sample("30", 1))).orElseThrow(), 1e-8);
    }

    /** Readings and result as the README of the PostgreSQL aggregate zelti/mkt on GitHub states them, to two decimals. */
    @Test
    void aPublishedSeriesHasItsPublishedResult() {
        List<Sample> published = List.of(sample("2", 1), sample("2", 1), sample("5", 1),
                sample("8", 1), sample("8", 1), sample("8", 1), sample("8", 1));
        assertEquals(6.25, MeanKineticTemperature.of(published).orElseThrow(), 0.005);
    }

    /** By the definition, not by the formula: halve the range until a steady temperature ages as much as the readings did. */
    @Test
    void aSteadyTemperatureFoundBySearchAgesAsMuch() {
        List<Sample> year = new ArrayList<>();
        for (int week = 0; week < 52; week++) {
            year.add(sample(Integer.toString(15 + week * 7 % 13), 1));
            year.add(sample(Integer.toString(21 + week * 5 % 11), 3));
        }
        double aged = year.stream().mapToDouble(sample -> sample.ticks() * rate(sample.celsius().doubleValue())).sum();
        double time = year.stream().mapToDouble(Sample::ticks).sum();
        double low = -50;
        double high = 100;
        for (int halving = 0; halving < 60; halving++) {
            double middle = (low + high) / 2;
            if (time * rate(middle) < aged) {
                low = middle;
            } else {
                high = middle;
            }
        }
        assertEquals(low, MeanKineticTemperature.of(year).orElseThrow(), 1e-9);
    }

    /** Arrhenius, with 83.144 kJ/mol and 8.3144 J/(mol K), as multiple of the rate at 20 degrees. */
    private static double rate(double celsius) {
        return Math.exp(83_144 / 8.3144 * (1 / 293.15 - 1 / (celsius + 273.15)));
    }

    @Test
    void twiceTheTimeIsTwoEqualSamples() {
        assertEquals(MeanKineticTemperature.of(List.of(sample("4", 1), sample("9", 1), sample("9", 1))).orElseThrow(),
                MeanKineticTemperature.of(List.of(sample("4", 1), sample("9", 2))).orElseThrow(), 1e-12);
    }

    @Test
    void equalIntervalsAreThePlainForm() {
        Stability stability = Stability.of(List.of(at(0, "4"), at(1, "6"), at(2, "9")), TERMS);
        assertEquals(MeanKineticTemperature.of(List.of(sample("4", 1), sample("6", 1), sample("9", 1))).orElseThrow(),
                stability.meanKinetic().orElseThrow(), 1e-12);
    }

    @Test
    void freezingMakesTheMeanNotApplicableAndIsListed() {
        Stability stability = Stability.of(List.of(at(0, "5"), at(1, "1"), at(2, "-0.5"), at(3, "5")), TERMS);
        assertTrue(stability.frozen());
        assertEquals(OptionalDouble.empty(), stability.meanKinetic());
        assertEquals(List.of(new Excursion(HOUR, 3 * HOUR, new BigDecimal("-0.5"))), stability.low());
    }

    /** The mean of a lot that was too cold, twice, and never frozen is in order; the list says what it hides. */
    @Test
    void lowExcursionsAreListedApartWhereTheMeanIsInOrder() {
        Stability stability = Stability.of(List.of(at(0, "5"), at(1, "1.9"), at(2, "0.1"), at(3, "2"), at(4, "6"), at(5, "1"),
                at(6, "7")), TERMS);
        assertEquals(List.of(new Excursion(HOUR, 3 * HOUR, new BigDecimal("0.1")), new Excursion(5 * HOUR, 6 * HOUR, BigDecimal.ONE)),
                stability.low());
        assertTrue(!stability.frozen() && stability.meanKinetic().orElseThrow() > 2 && stability.meanKinetic().orElseThrow() < 8,
                stability.toString());
    }

    @Test
    void aBudgetIsUsedOverAllLegsAndSilenceUsesNothing() {
        Stability stability = Stability.of(List.of(at(0, "9"), at(1, "5"), at(2, "8"), at(3, "9"), at(103, "9")), TERMS);
        assertEquals(List.of(new Budget(TERMS.allowances().get(0), 5 * HOUR, -2 * HOUR)), stability.budgets());
        assertEquals(98 * HOUR, stability.unknown());
    }

    private static Sample sample(String celsius, long hours) {
        return new Sample(new BigDecimal(celsius), hours * HOUR);
    }

    private static Measured at(long hour, String celsius) {
        return new Measured(hour * HOUR, new BigDecimal(celsius));
    }
}
