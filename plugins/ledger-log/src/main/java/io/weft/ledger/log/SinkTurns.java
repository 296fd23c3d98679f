package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogReader;
import io.weft.ledger.LogStatus;
import io.weft.ledger.LogStore;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.NoteSignature;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes checkpoints to one sink, in the order of size, in one thread at a time. */
final class SinkTurns {

    private static final Logger LOG = LoggerFactory.getLogger(SinkTurns.class);
    /** Per turn, so that nobody waits for the end of a long backlog. */
    private static final int MAXIMUM_CHECKPOINTS = 100;

    private final CheckpointSink sink;
    private final LogStore store;
    private final Clock clock;
    private Optional<Future<?>> turn = Optional.empty();
    /** What it gave a receipt for; of one turn at a time, each of which sees what the one before wrote. */
    private Optional<Checkpoint> newest = Optional.empty();
    private volatile String fault = "";
    private volatile long faultSize;

    SinkTurns(CheckpointSink sink, LogStore store, Clock clock) {
        this.sink = sink;
        this.store = store;
        this.clock = clock;
    }

    CheckpointSink sink() {
        return sink;
    }

    /** Does nothing while an earlier turn goes on. */
    void begin(ExecutorService threads, String origin, LogReader log) {
        if (turn.isEmpty()) {
            turn = Optional.of(threads.submit(() -> {
                publish(origin, log);
                return null;
            }));
        }
    }

    /** Returns when the turn has ended, or after that time. @throws StoreUnavailableException if that ended it */
    void await(long nanos) throws StoreUnavailableException {
        if (turn.isEmpty()) {
            return;
        }
        try {
            turn.get().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        turn = Optional.empty();
    }

    LogStatus.Sink status(String origin) throws StoreUnavailableException {
        LogStore.Published published = store.published(sink.name(), origin);
        return new LogStatus.Sink(sink.name(), published.size(), published.waiting(), published.oldest(), published.at(),
                sink.underWay(), fault.isEmpty() ? "" : "size " + faultSize + ": " + fault);
    }

    /** What the sink gave, if that are signature lines; a receipt of another form is nobody's. */
    List<NoteSignature> cosignatures(Checkpoint checkpoint) throws StoreUnavailableException {
        Optional<byte[]> receipt = store.receipt(sink.name(), checkpoint.origin(), checkpoint.size());
        try {
            return receipt.isPresent() ? NoteSignature.lines(receipt.get()) : List.of();
        } catch (MalformedProofException e) {
            return List.of();
        }
    }

    private void publish(String origin, LogReader log) throws StoreUnavailableException {
        List<Checkpoint> waiting = waiting(origin);
        if (waiting.isEmpty()) {
            idle(origin, log);
        }
        while (!waiting.isEmpty()) {
            Optional<Checkpoint> next = sink.next(waiting);
            if (next.isEmpty() || !publish(next.get(), log)) {
                return;
            }
            waiting = waiting.stream().filter(checkpoint -> checkpoint.size() > next.get().size()).toList();
        }
    }

    /** The smallest, and the latest: who wants that one does not have to take a long backlog in steps. */
    private List<Checkpoint> waiting(String origin) throws StoreUnavailableException {
        List<Checkpoint> waiting = store.unpublished(sink.name(), origin, MAXIMUM_CHECKPOINTS);
        if (waiting.size() < MAXIMUM_CHECKPOINTS) {
            return waiting;
        }
        List<Checkpoint> offered = new ArrayList<>(waiting);
        store.latest(origin).filter(latest -> latest.size() > waiting.get(waiting.size() - 1).size()).ifPresent(offered::add);
        return offered;
    }

    private void idle(String origin, LogReader log) throws StoreUnavailableException {
        if (newest.isEmpty() || !newest.get().origin().equals(origin)) {
            newest = store.latest(origin);
        }
        if (newest.isEmpty()) {
            return;
        }
        try {
            sink.idle(newest.get(), log);
            mended(newest.get());
        } catch (IOException | RuntimeException e) {
            failed(newest.get(), e);
        }
    }

    private boolean publish(Checkpoint checkpoint, LogReader log) throws StoreUnavailableException {
        byte[] receipt;
        try {
            receipt = sink.publish(checkpoint, log);
        } catch (IOException | RuntimeException e) {
            failed(checkpoint, e);
            return false;
        }
        store.save(sink.name(), checkpoint.origin(), checkpoint.size(), receipt, clock.instant());
        newest = Optional.of(checkpoint);
        mended(checkpoint);
        return true;
    }

    private void mended(Checkpoint checkpoint) {
        if (!fault.isEmpty()) {
            LOG.info("checkpoint sink {} takes checkpoints again, from size {}", sink.name(), checkpoint.size());
        }
        fault = "";
    }

    /** Stays visible in the status; logged once per fault, not once per attempt or checkpoint. */
    private void failed(Checkpoint checkpoint, Exception failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        faultSize = checkpoint.size();
        if (!fault.equals(reason)) {
            LOG.error("checkpoint sink {} does not hold size {}: {}", sink.name(), checkpoint.size(), reason, failure);
        }
        fault = reason;
    }

    private void rethrow(Throwable cause) throws StoreUnavailableException {
        turn = Optional.empty();
        if (cause instanceof StoreUnavailableException unavailable) {
            throw unavailable;
        }
        throw new IllegalStateException("checkpoint sink " + sink.name() + ": " + cause, cause);
    }
}
