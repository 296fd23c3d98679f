package io.weft.fire.ledger;

import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What is done to the ledger.
 *
 * @param outages            which
 * @param window             how long an outage takes, and how long is looked at without it
 * @param kills              how often the hub is killed while it anchors
 * @param quiet              longest time from anchoring again to the next kill; the moment in it is random
 * @param documentsPerSecond offered; empty: the share of the capacity that is measured first
 * @param share              of the capacity, 0 to 1
 * @param connections        of the client
 * @param items              of the OPC UA server, each with ten values a second
 * @param proven             leaves that are proven one by one in the end, about
 * @param paced              whether goals of speed are held as well, or only that everything is right
 * @param seed               of the random moments
 */
public record LedgerPlan(Set<OutageKind> outages, Duration window, int kills, Duration quiet, OptionalDouble documentsPerSecond,
        double share, int connections, int items, int proven, boolean paced, long seed) {

    /** At which each item of the OPC UA server gets a value. */
    static final Duration PERIOD = Duration.ofMillis(100);

    /** The full form. */
    public static LedgerPlan full(Set<OutageKind> outages, Duration window, int kills, long seed) {
        return new LedgerPlan(outages, window, kills, Duration.ofSeconds(8), OptionalDouble.empty(), 0.7, 48, 20, 100_000, true, seed);
    }

    /** For a build: the same checks in little time. */
    public static LedgerPlan brief(long seed) {
        return new LedgerPlan(EnumSet.of(OutageKind.OTHER_PEER_FROZEN, OutageKind.COMMIT_STATUS_LOST), Duration.ofSeconds(6), 2,
                Duration.ofSeconds(2), OptionalDouble.of(40), 0, 16, 10, Integer.MAX_VALUE, false, seed);
    }
}
