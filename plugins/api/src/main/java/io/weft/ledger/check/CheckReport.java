package io.weft.ledger.check;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check came to.
 *
 * @param began      hub clock
 * @param ended      hub clock
 * @param checked    records by kind
 * @param different  how many findings there are
 * @param findings   the first of them, at most {@link #MAXIMUM_FINDINGS}
 * @param uncovered  what no signed checkpoint covers yet: it can be altered without contradicting a signature
 * @param notChecked what could not be checked, each with its reason; empty if the check was whole
 * @param cursor     where the next round goes on, for {@link CheckScope.Round}
 */
public record CheckReport(Instant began, Instant ended, Map<Kind, Long> checked, long different, List<Finding> findings,
        Uncovered uncovered, List<String> notChecked, String cursor) {

    public static final int MAXIMUM_FINDINGS = 1_000;

    /**
     * The tail that is not yet in a checkpoint.
     *
     * @param pending  records that wait for their place in the tree
     * @param unsigned leaves after the latest checkpoint that verifies
     * @param oldest   hub clock when the oldest of the pending was stored, or the record of the first unsigned leaf was received,
     *                 whichever is earlier; empty if there is neither, or it cannot be told
     */
    public record Uncovered(long pending, long unsigned, Optional<Instant> oldest) {
    }

    /** Whether all that was asked was checked, and nothing differs. */
    public boolean clean() {
        return different == 0 && notChecked.isEmpty();
    }
}
