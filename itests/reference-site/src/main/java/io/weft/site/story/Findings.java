package io.weft.site.story;

import java.util.ArrayList;
import java.util.List;

/** What the story expected and did not get; the demo fails with them. */
final class Findings {

    private final List<String> unmet = new ArrayList<>();

    void expect(boolean met, String what) {
        if (!met) {
            unmet.add(what);
        }
    }

    void expectEqual(Object expected, Object actual, String what) {
        expect(expected.equals(actual), what + ": expected " + expected + " but was " + actual);
    }

    List<String> unmet() {
        return List.copyOf(unmet);
    }
}
