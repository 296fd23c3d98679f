package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogStatus;
import io.weft.ledger.LogStore;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes checkpoints to the sinks, each in the order of size; a sink that fails holds up no other. */
final class SinkPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(SinkPublisher.class);
    /** Per sink and call, so that a sink with a long backlog does not keep the others waiting. */
    private static final int MAXIMUM_CHECKPOINTS = 100;

    private final LogStore store;
    private final Clock clock;
    private final List<CheckpointSink> sinks = new CopyOnWriteArrayList<>();
    private final Map<String, LogStatus.Sink> states = new ConcurrentHashMap<>();

    SinkPublisher(LogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void add(CheckpointSink sink) {
        sinks.add(sink);
    }

    void remove(CheckpointSink sink) {
        sinks.remove(sink);
    }

    synchronized void publish(String origin) throws StoreUnavailableException {
        for (CheckpointSink sink : sinks) {
            publish(sink, origin);
        }
    }

    List<LogStatus.Sink> status() {
        return sinks.stream().map(sink -> state(sink.name())).sorted(Comparator.comparing(LogStatus.Sink::name)).toList();
    }

    private void publish(CheckpointSink sink, String origin) throws StoreUnavailableException {
        String name = sink.name();
        List<Checkpoint> waiting = store.unpublished(name, origin, MAXIMUM_CHECKPOINTS);
        if (waiting.isEmpty() && state(name).publishedSize() == 0) {
            store.latest(origin).ifPresent(latest -> published(name, latest.size()));
        }
        for (Checkpoint checkpoint : waiting) {
            byte[] receipt;
            try {
                receipt = sink.publish(checkpoint);
            } catch (IOException | RuntimeException e) {
                failed(name, checkpoint, e);
                return;
            }
            store.save(name, origin, checkpoint.size(), receipt, clock.instant());
            published(name, checkpoint.size());
        }
    }

    private void published(String name, long size) {
        if (!state(name).fault().isEmpty()) {
            LOG.info("checkpoint sink {} takes checkpoints again, from size {}", name, size);
        }
        states.put(name, new LogStatus.Sink(name, size, ""));
    }

    /** Stays visible in the status; logged once per fault, not once per attempt. */
    private void failed(String name, Checkpoint checkpoint, Exception failure) {
        String fault = "size " + checkpoint.size() + ": " + failure.getMessage();
        LogStatus.Sink before = state(name);
        if (!before.fault().equals(fault)) {
            LOG.error("checkpoint sink {} does not hold {}", name, fault, failure);
        }
        states.put(name, new LogStatus.Sink(name, before.publishedSize(), fault));
    }

    private LogStatus.Sink state(String name) {
        return states.getOrDefault(name, new LogStatus.Sink(name, 0, ""));
    }
}
