package io.weft.fire.swap;

import java.time.Duration;

/**
 * What is swapped.
 *
 * @param cycles             how often each thing is replaced, removed and put there again
 * @param documentsPerSecond in all; a tenth each through the dropped adapter and the route
 * @param pause              between two swaps
 */
public record SwapPlan(int cycles, double documentsPerSecond, Duration pause) {

    public static SwapPlan full(double documentsPerSecond) {
        return new SwapPlan(3, documentsPerSecond, Duration.ofSeconds(3));
    }

    /** For a build: each thing once. */
    public static SwapPlan brief() {
        return new SwapPlan(1, 50, Duration.ofMillis(500));
    }
}
