package io.weft.ledger.log;

import io.weft.ledger.LogStatus;
import java.time.Instant;

/** One sink in {@link LogMXBean}: JMX reads getters. */
public final class SinkMetrics {

    private final LogStatus.Sink sink;
    private final Instant now;

    SinkMetrics(LogStatus.Sink sink, Instant now) {
        this.sink = sink;
        this.now = now;
    }

    public String getName() {
        return sink.name();
    }

    /** Size of the largest checkpoint that it holds. */
    public long getPublishedSize() {
        return sink.publishedSize();
    }

    /** Seconds since its last receipt; -1 if it gave none. */
    public double getSecondsSincePublished() {
        return sink.publishedAt().map(at -> Seconds.between(at, now)).orElse(-1.0);
    }

    /** Checkpoints that wait for it. */
    public long getBacklog() {
        return sink.backlog();
    }

    /** How long the oldest of them has waited. */
    public double getLagSeconds() {
        return sink.oldestWaiting().map(oldest -> Seconds.between(oldest, now)).orElse(0.0);
    }

    /** What it is in the middle of; empty if nothing. */
    public String getUnderWay() {
        return sink.underWay();
    }

    /** Why the last attempt failed; empty if it did not. */
    public String getFault() {
        return sink.fault();
    }
}
