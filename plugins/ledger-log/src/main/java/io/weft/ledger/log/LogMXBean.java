package io.weft.ledger.log;

import java.util.List;

/** The log as a monitoring system sees it, by JMX. Each attribute asks the store. */
public interface LogMXBean {

    String getOrigin();

    /** Leaves. */
    long getSize();

    /** Leaves under the latest checkpoint. */
    long getCheckpointSize();

    /** Records that wait for the sequencer. */
    long getPending();

    /** How long the oldest of them has waited. */
    double getOldestPendingSeconds();

    /** Why it neither sequences nor signs; empty if it does. */
    String getFault();

    List<SinkMetrics> getSinks();
}
