package io.weft.decision.interlock;

import io.weft.identity.ThreadKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Which of several usable lots goes first; jurisdictions differ. */
enum Rotation {

    /** No order among lots. */
    NONE,
    /** First expired, first out. A lot without an expiry date goes last. */
    FEFO,
    /** The lot that was released first goes first. */
    OLDEST_APPROVED_FIRST;

    /** The lot that must go before another; empty if none must. Lots that cannot be fed or are used up do not count. */
    Optional<ThreadKey> before(ThreadKey asked, LotStanding standing, Map<ThreadKey, LotStanding> others, LocalDate today) {
        if (this == NONE) {
            return Optional.empty();
        }
        return others.entrySet().stream()
                .filter(other -> !other.getKey().equals(asked))
                .filter(other -> other.getValue().usable(today) && other.getValue().inStock())
                .filter(other -> precedes(other.getValue(), standing))
                .min(Comparator.<Map.Entry<ThreadKey, LotStanding>, Comparable<Object>>comparing(other -> rank(other.getValue()))
                        .thenComparing(other -> other.getKey().lot()))
                .map(Map.Entry::getKey);
    }

    private boolean precedes(LotStanding other, LotStanding asked) {
        return rank(other).compareTo(rank(asked)) < 0;
    }

    @SuppressWarnings("unchecked") // Ranks of one rotation are of one type.
    private Comparable<Object> rank(LotStanding standing) {
        Comparable<?> rank = this == FEFO
                ? standing.expiry().orElse(LocalDate.MAX)
                : standing.usage().map(LotStanding.Usage::at).orElse(Instant.MAX);
        return (Comparable<Object>) rank;
    }
}
