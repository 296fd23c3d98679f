package io.weft.decision.interlock;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a lot stands, by all that is committed of it.
 *
 * @param known   whether any system told of it; a question that was refused does not make a lot known
 * @param holds   deviations that nobody assessed as harmless
 * @param expiry  last day of use
 * @param retest  day from which it must have been tested again
 * @param usage   the latest usage decision
 * @param balance received and made less consumed, by unit code
 */
record LotStanding(boolean known, List<Hold> holds, Optional<LocalDate> expiry, Optional<LocalDate> retest,
        Optional<Usage> usage, Map<String, BigDecimal> balance) {

    /** @param deviation its identity, which a release must name */
    record Hold(String deviation, String rule) {
    }

    /** What quality decided. */
    record Usage(String code, String by, Instant at) {

        boolean releases() {
            return code.equals("released");
        }
    }

    boolean inStock() {
        return balance.values().stream().anyMatch(amount -> amount.signum() > 0);
    }

    boolean expired(LocalDate today) {
        return expiry.filter(last -> last.isBefore(today)).isPresent();
    }

    boolean retestDue(LocalDate today) {
        return retest.filter(due -> !due.isAfter(today)).isPresent();
    }

    /** Whether it could be fed today. */
    boolean usable(LocalDate today) {
        return known && holds.isEmpty() && usage.filter(Usage::releases).isPresent() && !expired(today) && !retestDue(today);
    }
}
