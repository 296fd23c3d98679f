package io.weft.thread.postgres;

import io.weft.ledger.check.StoredRecords.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a page of the log begins: an origin and numbers, spaces between. An origin that was altered may hold spaces itself, and a
 * number that was altered may be below zero: the first page begins below all.
 */
record TreeCursor(String origin, List<Long> numbers) {

    /** @throws IllegalArgumentException if it is none with so many numbers */
    static TreeCursor of(Walk walk, int count) {
        if (walk.after().isEmpty()) {
            return new TreeCursor("", Collections.nCopies(count, Long.MIN_VALUE));
        }
        String rest = walk.after().get();
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int space = rest.lastIndexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("after: '" + walk.after().get() + "' is not an origin and " + count + " number(s)");
            }
            numbers.add(0, Long.parseLong(rest.substring(space + 1)));
            rest = rest.substring(0, space);
        }
        return new TreeCursor(rest, List.copyOf(numbers));
    }

    long number(int place) {
        return numbers.get(place);
    }
}
