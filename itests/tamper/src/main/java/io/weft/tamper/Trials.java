package io.weft.tamper;

import io.weft.tamper.attack.Attack;
import io.weft.tamper.attack.Attack.Attempt;
import io.weft.tamper.attack.Attack.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One bit after the other: changed, looked for, changed back. */
final class Trials {

    private static final int TELL_EVERY = 500;
    private static final int MOST_SHOWN = 200;

    private final List<Weighed> attacks;
    private final RandomGenerator random;
    private final Consumer<String> progress;
    private final Tally byKind = new Tally();
    private final Tally byPlace = new Tally();
    private final Tally whole = new Tally();
    private final List<String> unmet = new ArrayList<>();
    private long impossible;

    /** @param weight of all that are chosen from */
    record Weighed(Attack attack, int weight) {
    }

    Trials(List<Weighed> attacks, RandomGenerator random, Consumer<String> progress) {
        this.attacks = attacks;
        this.random = random;
        this.progress = progress;
    }

    /** @param wholeEvery after how many trials everything is checked without a hint; 0: never */
    void run(int trials, int wholeEvery) throws Exception {
        for (int trial = 1; trial <= trials;) {
            Optional<Attempt> attempt = choose().attempt(random);
            if (attempt.isEmpty()) {
                impossible++;
                continue;
            }
            try {
                count(attempt.get(), wholeEvery > 0 && trial % wholeEvery == 0);
            } finally {
                attempt.get().undo();
            }
            if (trial % TELL_EVERY == 0) {
                progress.accept(trial + " of " + trials + ": " + byKind.caught() + " caught, " + byKind.named() + " named");
            }
            trial++;
        }
    }

    private Attack choose() {
        int place = random.nextInt(attacks.stream().mapToInt(Weighed::weight).sum());
        for (Weighed each : attacks) {
            place -= each.weight();
            if (place < 0) {
                return each.attack();
            }
        }
        throw new IllegalStateException("weights");
    }

    private void count(Attempt attempt, boolean everything) throws Exception {
        Verdict verdict = attempt.check();
        byKind.count(attempt.kind(), verdict.caught(), verdict.named());
        byPlace.count(attempt.place(), verdict.caught(), verdict.named());
        expect(verdict, "");
        if (everything) {
            Optional<Verdict> all = attempt.checkEverything();
            if (all.isPresent()) {
                whole.count(attempt.kind(), all.get().caught(), all.get().named());
                expect(all.get(), " by the whole check");
            }
        }
    }

    private void expect(Verdict verdict, String by) {
        if (!verdict.named() && unmet.size() < MOST_SHOWN) {
            unmet.add((verdict.caught() ? "caught and not named" : "not caught") + by + ": " + verdict.words());
        }
    }

    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("trials", byKind.trials());
        report.put("caught", byKind.caught());
        report.put("named", byKind.named());
        report.put("impossible", impossible);
        report.put("kinds", byKind.report());
        report.put("places", byPlace.report());
        report.put("whole", whole.report());
        return report;
    }

    List<String> unmet() {
        return unmet;
    }
}
