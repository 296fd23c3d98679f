package io.weft.thread.postgres;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a thread begins.
 *
 * @param steps  transformations behind the lots that the page begins with
 * @param events of that walk that earlier pages told
 */
record ThreadCursor(int steps, int events) {

    static final ThreadCursor BEGINNING = new ThreadCursor(0, 0);

    /** Farthest that a thread is gone on with. */
    private static final int MAXIMUM_STEPS = 5_000;
    private static final int MAXIMUM_EVENTS = 1_000_000;
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})\\.(\\d{1,7})");

    /** @throws IllegalArgumentException if no page ended there */
    static ThreadCursor of(Optional<String> text) {
        if (text.isEmpty()) {
            return BEGINNING;
        }
        Matcher form = FORM.matcher(text.get());
        if (form.matches()) {
            ThreadCursor cursor = new ThreadCursor(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
            if (cursor.steps <= MAXIMUM_STEPS && cursor.events <= MAXIMUM_EVENTS) {
                return cursor;
            }
        }
        throw new IllegalArgumentException("after: '" + text.get() + "' is no cursor of a thread that goes on");
    }

    @Override
    public String toString() {
        return steps + "." + events;
    }
}
