package io.weft.decision.limits;

import static io.weft.decision.limits.Lot.NORTH;
import static io.weft.decision.limits.Lot.SOUTH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.decision.Decision;
import io.weft.decision.LotHistory.Exposed;
import io.weft.event.Series;
import io.weft.event.SourceTime;
import io.weft.tck.RecordedHistory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Readings arrive late, twice, and in batches of any size. The sums must be those of a second-by-second simulation that
 * sees everything at once, a rule must have decided if and only if what was known at some moment showed a violation, and what was
 * said of it last must hold by what is known.
 */
class AnyOrderTest {

    private static final int TRIALS = 40;
    private static final int SECONDS = 400;
    private static final int HOLD = 30;
    private static final Map<Rule, Integer> ALLOWANCES = Map.of(Rule.ABOVE, 60, Rule.BELOW, 20, Rule.UNKNOWN, 100);

    @Test
    void anyOrderAndAnySplitGiveTheSameSums() throws Exception {
        for (int seed = 0; seed < TRIALS; seed++) {
            Random random = new Random(seed);
            Lot lot = randomLot(random);
            List<Exposed> arrivals = new ArrayList<>(lot.readings());
            if (seed % 2 == 0) {
                Collections.shuffle(arrivals, random);
            }
            arrivals.addAll(arrivals.subList(0, arrivals.size() / 4));

            RecordedHistory history = lot.history();
            LimitsPolicy policy = policy();
            List<Exposed> known = new ArrayList<>();
            Set<Object> decided = new TreeSet<>();
            Set<Object> expected = new TreeSet<>();
            Map<Object, Object> said = new TreeMap<>();
            LotState state = null;
            for (int from = 0; from < arrivals.size();) {
                int to = Math.min(arrivals.size(), from + 1 + random.nextInt(20));
                List<Exposed> batch = arrivals.subList(from, to);
                known.addAll(batch);
                var verdict = history.tell(policy, batch);
                for (Decision decision : verdict.decisions()) {
                    if (decision.epcis().get("weft:deviation") instanceof Map<?, ?> deviation) {
                        decided.add(deviation.get("weft:rule"));
                        said.put(deviation.get("weft:rule"), true);
                    } else {
                        Map<?, ?> again = (Map<?, ?>) decision.epcis().get("weft:reevaluation");
                        assertEquals(!(Boolean) again.get("weft:exceeded"), said.put(again.get("weft:rule"), again.get("weft:exceeded")),
                                "said only when it turned");
                    }
                }
                state = LotState.read(verdict.state()).orElseThrow();
                Map<Rule, Long> sums = simulate(lot, known);
                sums.forEach((rule, seconds) -> {
                    if (seconds > ALLOWANCES.get(rule)) {
                        expected.add(rule.text());
                    }
                });
                said.forEach((rule, exceeded) -> assertEquals(exceeded, exceeds(sums, rule), rule + ": what was said last holds"));
                assertEquals(sums, seconds(state), "seed " + seed + " after " + to + " arrivals");
                assertEquals(expected, decided, "seed " + seed + " after " + to + " arrivals");
                from = to;
            }

            LotState atOnce = LotState.read(lot.verdict(policy()).state()).orElseThrow();
            assertEquals(atOnce.progress(), state.progress(), "seed " + seed);
        }
    }

    private static boolean exceeds(Map<Rule, Long> sums, Object text) {
        Rule rule = Rule.valueOf(text.toString().toUpperCase(java.util.Locale.ROOT));
        return sums.get(rule) > ALLOWANCES.get(rule);
    }

    private static LimitsPolicy policy() {
        return Settings.refrigerated().with("holdLastGood", "PT" + HOLD + "S").with("allowanceAbove", "PT60S")
                .with("allowanceBelow", "PT20S").with("unknownAllowance", "PT100S").policy();
    }

    private static Lot randomLot(Random random) {
        Lot lot = Lot.nowhere().exposed(NORTH, "PT0S", "PT" + (100 + random.nextInt(300)) + "S")
                .exposed(SOUTH, "PT" + random.nextInt(200) + "S", "PT" + (200 + random.nextInt(200)) + "S");
        for (int count = 0; count < 60; count++) {
            Series series = random.nextBoolean() ? NORTH : SOUTH;
            long tick = Lot.tick("PT" + random.nextInt(SECONDS) + "S");
            if (random.nextInt(5) == 0) {
                lot.readsBad(series, tick, "20");
            } else {
                lot.reads(series, tick, List.of("1", "2", "5", "8", "8.001", "9").get(random.nextInt(6)));
            }
        }
        return lot;
    }

    private static Map<Rule, Long> seconds(LotState state) {
        Map<Rule, Long> seconds = new EnumMap<>(Rule.class);
        state.progress().totals().forEach((rule, ticks) -> seconds.put(rule, ticks / SourceTime.TICKS_PER_SECOND));
        return seconds;
    }

    /** Looks at each second by itself; slow, and simple enough to be believed. */
    private static Map<Rule, Long> simulate(Lot lot, List<Exposed> known) {
        Map<Rule, Long> sums = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            sums.put(rule, 0L);
        }
        long last = known.stream().filter(each -> exposure(lot, each.series(), each.reading().sourceTime()) != null)
                .mapToLong(each -> each.reading().sourceTime()).max().orElse(Long.MIN_VALUE);
        for (int second = 0; second < SECONDS; second++) {
            long tick = Lot.tick("PT" + second + "S");
            if (tick >= last) {
                break;
            }
            boolean exposed = false;
            List<BigDecimal> values = new ArrayList<>();
            for (Series series : List.of(NORTH, SOUTH)) {
                var exposure = exposure(lot, series, tick);
                if (exposure == null) {
                    continue;
                }
                exposed = true;
                long newest = known.stream().filter(each -> each.series().equals(series) && each.reading().good()
                                && each.reading().sourceTime() <= tick && each.reading().sourceTime() >= exposure.from())
                        .mapToLong(each -> each.reading().sourceTime()).max().orElse(Long.MIN_VALUE);
                if (newest > tick - HOLD * SourceTime.TICKS_PER_SECOND) {
                    known.stream().filter(each -> each.series().equals(series) && each.reading().good()
                                    && each.reading().sourceTime() == newest)
                            .forEach(each -> values.add(each.reading().value().orElseThrow()));
                }
            }
            add(sums, Rule.UNKNOWN, exposed && values.isEmpty());
            add(sums, Rule.ABOVE, values.stream().anyMatch(value -> value.compareTo(BigDecimal.valueOf(8)) > 0));
            add(sums, Rule.BELOW, values.stream().anyMatch(value -> value.compareTo(BigDecimal.valueOf(2)) < 0));
        }
        return sums;
    }

    private static io.weft.thread.Exposure exposure(Lot lot, Series series, long tick) {
        return lot.exposures().stream()
                .filter(each -> each.series().equals(series) && tick >= each.from() && tick < each.to())
                .findFirst().orElse(null);
    }

    private static void add(Map<Rule, Long> sums, Rule rule, boolean holds) {
        sums.merge(rule, holds ? 1L : 0L, Long::sum);
    }
}
