package io.weft.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * @param size    leaves in the log
 * @param pending records that wait for the sequencer
 * @param oldest  since when the oldest has waited, hub clock
 * @param sinks   one per sink
 * @param fault   why the log neither sequences nor signs, naming what to do; empty if it does
 */
public record LogStatus(String origin, long size, Optional<Checkpoint> latest, long pending, Optional<Instant> oldest,
        List<Sink> sinks, String fault) {

    /**
     * @param publishedSize size of the largest checkpoint that it holds; 0 if none
     * @param backlog       checkpoints that wait for it
     * @param oldestWaiting when the oldest of them was signed, hub clock
     * @param publishedAt   when its last receipt was stored, hub clock
     * @param underWay      what it is in the middle of; empty if nothing
     * @param fault         why the last attempt failed; empty if it did not
     */
    public record Sink(String name, long publishedSize, long backlog, Optional<Instant> oldestWaiting,
            Optional<Instant> publishedAt, String underWay, String fault) {
    }
}
