package io.weft.ledger.log;

import java.time.Duration;
import java.time.Instant;

/** When a checkpoint is due: at once for an urgent leaf, otherwise by count or time. Not thread safe. */
final class CheckpointCadence {

    private final long leaves;
    private final Duration interval;

    private boolean urgent;
    private long unsigned;
    private Instant since = Instant.MAX;

    CheckpointCadence(long leaves, Duration interval) {
        this.leaves = leaves;
        this.interval = interval;
    }

    void sequenced(int count, boolean anyUrgent, Instant now) {
        unsigned += count;
        urgent |= anyUrgent;
        if (now.isBefore(since)) {
            since = now;
        }
    }

    /** Whether it knows of no leaf that waits for a checkpoint. */
    boolean idle() {
        return unsigned == 0;
    }

    boolean due(Instant now) {
        return unsigned > 0 && (urgent || unsigned >= leaves || Duration.between(since, now).compareTo(interval) >= 0);
    }

    void signed() {
        unsigned = 0;
        urgent = false;
        since = Instant.MAX;
    }
}
