package io.weft.ledger.log;

import io.weft.ledger.CheckpointSink;

/** Gives a log a sink as Declarative Services would. */
public final class SinksOfLog {

    private SinksOfLog() {
    }

    public static void add(EvidenceLog log, CheckpointSink sink) {
        log.addSink(sink);
    }
}
