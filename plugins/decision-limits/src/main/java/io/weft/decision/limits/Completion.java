package io.weft.decision.limits;

import io.weft.decision.LotHistory.Exposed;

/**
 * A reading that shows an allowance to be used up.
 *
 * @param cumulative ticks up to the reading's source time
 * @param by         of all readings of that tick the first by instance, item and value
 * @param counted    what the ticks consist of
 */
record Completion(Rule rule, long cumulative, Exposed by, CountedTime counted) {
}
