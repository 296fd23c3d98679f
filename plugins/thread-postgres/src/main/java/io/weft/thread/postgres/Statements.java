package io.weft.thread.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Pure: which of several statements about one thing holds. Of those that are valid at a time the one recorded last does. */
final class Statements {

    private Statements() {
    }

    /**
     * Those that hold at any time of a stretch.
     *
     * @param statements of any elements, in any order
     * @return by id, vocabulary and beginning
     */
    static List<HeldStatement> during(Interval time, List<HeldStatement> statements) {
        List<HeldStatement> holding = new ArrayList<>();
        statements.stream().collect(Collectors.groupingBy(each -> List.of(each.id(), each.vocabulary()))).values()
                .forEach(ofOne -> holding.addAll(ofOne(time, ofOne)));
        holding.sort(Comparator.comparing(HeldStatement::id).thenComparing(HeldStatement::vocabulary)
                .thenComparing(each -> each.validity().from()).thenComparing(HeldStatement::record));
        return holding;
    }

    /** From the last recorded to the first, each takes what the later ones left of the time. */
    private static List<HeldStatement> ofOne(Interval time, List<HeldStatement> statements) {
        List<Interval> left = List.of(time);
        List<HeldStatement> holding = new ArrayList<>();
        for (HeldStatement statement : statements.stream()
                .sorted(Comparator.comparingLong(HeldStatement::record).reversed()).toList()) {
            List<Interval> rest = left.stream().flatMap(open -> open.without(statement.validity()).stream()).toList();
            if (!rest.equals(left)) {
                holding.add(statement);
            }
            left = rest;
        }
        return holding;
    }
}
