package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogReader;
import io.weft.ledger.LogStatus;
import io.weft.ledger.LogStore;
import io.weft.ledger.proof.NoteSignature;
import io.weft.thread.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives each sink its turn, apart from the others: one that fails or takes long holds up no other. */
final class SinkPublisher {

    private final LogStore store;
    private final Clock clock;
    private final Duration patience;
    private final List<SinkTurns> sinks = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(turn -> {
        Thread thread = new Thread(turn, "weft-sink");
        thread.setDaemon(true);
        return thread;
    });

    /** @param patience how long all together wait for the slowest */
    SinkPublisher(LogStore store, Clock clock, Duration patience) {
        this.store = store;
        this.clock = clock;
        this.patience = patience;
    }

    void add(CheckpointSink sink) {
        sinks.add(new SinkTurns(sink, store, clock));
    }

    void remove(CheckpointSink sink) {
        sinks.removeIf(turns -> turns.sink() == sink);
    }

    synchronized void publish(String origin, LogReader log) throws StoreUnavailableException {
        sinks.forEach(turns -> turns.begin(threads, origin, log));
        long end = System.nanoTime() + patience.toNanos();
        for (SinkTurns turns : sinks) {
            turns.await(end - System.nanoTime());
        }
    }

    List<LogStatus.Sink> status(String origin) throws StoreUnavailableException {
        List<LogStatus.Sink> states = new ArrayList<>();
        for (SinkTurns turns : sinks) {
            states.add(turns.status(origin));
        }
        states.sort(Comparator.comparing(LogStatus.Sink::name));
        return states;
    }

    /** In the order of the sinks' names. */
    List<NoteSignature> cosignatures(Checkpoint checkpoint) throws StoreUnavailableException {
        List<NoteSignature> lines = new ArrayList<>();
        for (SinkTurns turns : sinks.stream().sorted(Comparator.comparing(turns -> turns.sink().name())).toList()) {
            lines.addAll(turns.cosignatures(checkpoint));
        }
        return lines;
    }

    /** Interrupts who is having a turn. */
    void close() {
        threads.shutdownNow();
    }
}
