package io.weft.thread;

import io.weft.identity.ThreadKey;

/**
 * @param depth         transformations to follow, 0 to 50
 * @param maximumEvents 1 to 10,000
 */
public record ThreadRequest(ThreadKey key, Direction direction, int depth, int maximumEvents) {

    public static final int MAXIMUM_DEPTH = 50;
    public static final int MAXIMUM_EVENTS = 10_000;

    public ThreadRequest {
        if (depth < 0 || depth > MAXIMUM_DEPTH) {
            throw new IllegalArgumentException("depth: " + depth + " is not 0 to " + MAXIMUM_DEPTH);
        }
        if (maximumEvents < 1 || maximumEvents > MAXIMUM_EVENTS) {
            throw new IllegalArgumentException("maximumEvents: " + maximumEvents + " is not 1 to " + MAXIMUM_EVENTS);
        }
    }

    public static ThreadRequest origin(ThreadKey key) {
        return new ThreadRequest(key, Direction.ORIGIN, MAXIMUM_DEPTH, MAXIMUM_EVENTS);
    }
}
