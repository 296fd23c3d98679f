package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogReader;
import io.weft.ledger.LogStatus;
import io.weft.ledger.LogStore;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<String, String> faults = new ConcurrentHashMap<>();

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

    synchronized void publish(String origin, LogReader log) throws StoreUnavailableException {
        for (CheckpointSink sink : sinks) {
            publish(sink, origin, log);
        }
    }

    List<LogStatus.Sink> status(String origin) throws StoreUnavailableException {
        List<LogStatus.Sink> states = new ArrayList<>();
        for (CheckpointSink sink : sinks) {
            LogStore.Published published = store.published(sink.name(), origin);
            states.add(new LogStatus.Sink(sink.name(), published.size(), published.waiting(), published.oldest(),
                    published.at(), faults.getOrDefault(sink.name(), "")));
        }
        states.sort(Comparator.comparing(LogStatus.Sink::name));
        return states;
    }

    private void publish(CheckpointSink sink, String origin, LogReader log) throws StoreUnavailableException {
        List<Checkpoint> waiting = store.unpublished(sink.name(), origin, MAXIMUM_CHECKPOINTS);
        while (!waiting.isEmpty()) {
            Optional<Checkpoint> next = sink.next(waiting);
            if (next.isEmpty() || !publish(sink, next.get(), log)) {
                return;
            }
            waiting = waiting.stream().filter(checkpoint -> checkpoint.size() > next.get().size()).toList();
        }
    }

    private boolean publish(CheckpointSink sink, Checkpoint checkpoint, LogReader log) throws StoreUnavailableException {
        byte[] receipt;
        try {
            receipt = sink.publish(checkpoint, log);
        } catch (IOException | RuntimeException e) {
            failed(sink.name(), checkpoint, e);
            return false;
        }
        store.save(sink.name(), checkpoint.origin(), checkpoint.size(), receipt, clock.instant());
        if (faults.remove(sink.name()) != null) {
            LOG.info("checkpoint sink {} takes checkpoints again, from size {}", sink.name(), checkpoint.size());
        }
        return true;
    }

    /** Stays visible in the status; logged once per fault, not once per attempt. */
    private void failed(String name, Checkpoint checkpoint, Exception failure) {
        String fault = "size " + checkpoint.size() + ": " + failure.getMessage();
        if (!fault.equals(faults.put(name, fault))) {
            LOG.error("checkpoint sink {} does not hold {}", name, fault, failure);
        }
    }
}
