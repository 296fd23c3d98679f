package io.weft.decision.interlock;

import io.weft.identity.ThreadKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a lot may be fed. Pure; every reason is told, not only the first. */
final class FeedingRules {

    private final Rotation rotation;

    FeedingRules(Rotation rotation) {
        this.rotation = rotation;
    }

    /**
     * @param others the other lots of the item
     * @param today  day at the site
     * @return empty if it may be fed
     */
    List<Refusal> check(Feeding feeding, LotStanding standing, Map<ThreadKey, LotStanding> others, LocalDate today) {
        List<Refusal> refusals = new ArrayList<>();
        if (!standing.known()) {
            refusals.add(new Refusal(Refusal.Code.UNKNOWN_LOT, "no system told of lot " + feeding.lot().lot() + " of "
                    + feeding.lot().gtin(), ""));
            return refusals;
        }
        standing.holds().forEach(hold -> refusals.add(new Refusal(Refusal.Code.HELD,
                "rule '" + hold.rule() + "' was broken and nobody assessed it as harmless", hold.deviation())));
        if (standing.expired(today)) {
            refusals.add(new Refusal(Refusal.Code.EXPIRED, "last day of use was " + standing.expiry().orElseThrow(), ""));
        }
        if (standing.retestDue(today)) {
            refusals.add(new Refusal(Refusal.Code.RETEST_DUE, "to be tested again from " + standing.retest().orElseThrow(), ""));
        }
        if (standing.usage().filter(LotStanding.Usage::releases).isEmpty()) {
            refusals.add(new Refusal(Refusal.Code.UNRELEASED, standing.usage()
                    .map(usage -> "usage decision of " + usage.by() + " at " + usage.at() + ": " + usage.code())
                    .orElse("there is no usage decision"), ""));
        }
        Optional<ThreadKey> first = rotation.before(feeding.lot(), standing, others, today);
        if (first.isPresent() && feeding.exception().isEmpty()) {
            refusals.add(new Refusal(Refusal.Code.ROTATION,
                    "lot " + first.get().lot() + " goes first by " + rotation, first.get().canonical()));
        }
        return refusals;
    }
}
