package io.weft.fire.check;

import java.util.ArrayList;
import java.util.List;

/** What should not be so. A run with a finding fails. */
public final class Findings {

    private static final int SHOWN_PER_KIND = 5;

    private final List<String> all = new ArrayList<>();

    public synchronized void expect(boolean met, String otherwise) {
        if (!met) {
            all.add(otherwise);
        }
    }

    /** Each of them is one too many; the first few are named. */
    public void expectNone(List<String> named, String what) {
        expect(named.isEmpty(), named.size() + " " + what + ": "
                + named.subList(0, Math.min(SHOWN_PER_KIND, named.size())));
    }

    public synchronized List<String> all() {
        return List.copyOf(all);
    }
}
