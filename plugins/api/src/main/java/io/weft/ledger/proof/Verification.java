package io.weft.ledger.proof;

import java.util.List;

/**
 * The outcome of verifying a bundle.
 *
 * @param checkpoint what the items were checked against
 * @param events     events proven
 * @param readings   readings proven
 * @param failures   one line per item and rule that it breaks, each naming the item; empty if all is proven
 */
public record Verification(CheckpointText checkpoint, long events, long readings, List<String> failures) {

    /** Items proven. */
    public long items() {
        return events + readings;
    }

    /** Whether all that the bundle holds is proven, and it holds something. */
    public boolean proven() {
        return failures.isEmpty();
    }
}
