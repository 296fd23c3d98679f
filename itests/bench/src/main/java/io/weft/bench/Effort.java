package io.weft.bench;

import java.time.Duration;

/**
 * How much to measure.
 *
 * @param round  length of one measured round of one contender
 * @param rounds of each contender; they take turns
 */
public record Effort(Duration round, int rounds) {
}
