package io.weft.route.deliver;

import java.time.Duration;

/**
 * How long an unanswered delivery waits: the first time {@code first}, then twice as long each time, up to
 * {@code maximum}.
 */
record Backoff(Duration first, Duration maximum) {

    private static final int MOST_DOUBLINGS = 30;

    /** @param attempts attempts before the one that was just unanswered */
    Duration after(int attempts) {
        Duration wait = first.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return wait.compareTo(maximum) < 0 ? wait : maximum;
    }
}
