package io.weft.ledger.fabric;

import java.time.Duration;

/** How long each kind of call may take: a peer that is frozen would hold it for minutes. */
record Deadlines(Duration evaluate, Duration endorse, Duration submit, Duration commitStatus) {

    /** The gateway itself gives an endorsement 10 s, then names who did not answer. */
    static final Deadlines STANDARD =
            new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(12), Duration.ofSeconds(5), Duration.ofSeconds(10));
}
