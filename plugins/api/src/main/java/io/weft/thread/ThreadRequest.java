package io.weft.thread;

import io.weft.identity.ThreadKey;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What thread is asked for.
 *
 * @param depth         transformations to follow, 0 to 50
 * @param maximumEvents 1 to 10,000
 * @param asOf          number of leaves of the evidence log: only what those stand for is seen, so that an earlier answer is
 *                      given again; empty for all that is committed
 * @param after         cursor of the page before ({@link LotThread#next}); pages of one {@code asOf} fit together, without
 *                      it what arrives between two pages may shift the second
 */
public record ThreadRequest(ThreadKey key, Direction direction, int depth, int maximumEvents, OptionalLong asOf,
        Optional<String> after) {

    public static final int MAXIMUM_DEPTH = 50;
    public static final int MAXIMUM_EVENTS = 10_000;

    public ThreadRequest {
        if (depth < 0 || depth > MAXIMUM_DEPTH) {
            throw new IllegalArgumentException("depth: " + depth + " is not 0 to " + MAXIMUM_DEPTH);
        }
        if (maximumEvents < 1 || maximumEvents > MAXIMUM_EVENTS) {
            throw new IllegalArgumentException("maximumEvents: " + maximumEvents + " is not 1 to " + MAXIMUM_EVENTS);
        }
        if (asOf.isPresent() && asOf.getAsLong() < 0) {
            throw new IllegalArgumentException("asOf: " + asOf.getAsLong() + " is less than 0");
        }
    }

    /** The first page of all that is committed. */
    public ThreadRequest(ThreadKey key, Direction direction, int depth, int maximumEvents) {
        this(key, direction, depth, maximumEvents, OptionalLong.empty(), Optional.empty());
    }

    public static ThreadRequest origin(ThreadKey key) {
        return new ThreadRequest(key, Direction.ORIGIN, MAXIMUM_DEPTH, MAXIMUM_EVENTS);
    }

    /** The same thread as the log held it at a size. */
    public ThreadRequest asOf(long logSize) {
        return new ThreadRequest(key, direction, depth, maximumEvents, OptionalLong.of(logSize), after);
    }

    /** The page after another. */
    public ThreadRequest after(String cursor) {
        return new ThreadRequest(key, direction, depth, maximumEvents, asOf, Optional.of(cursor));
    }
}
