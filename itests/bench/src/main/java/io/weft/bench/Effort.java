package io.weft.bench;

import java.time.Duration;

/**
 * How much to measure.
 *
 * @param round  length of one measured round of one contender
 * @param rounds of each contender; they take turns
 * @param leaves of the generated log in which a reading is proven
 */
public record Effort(Duration round, int rounds, long leaves) {

    /** Rounds that a contender may take to become warm. */
    public int mostWarmUps() {
        return 2 + 2 * rounds;
    }
}
