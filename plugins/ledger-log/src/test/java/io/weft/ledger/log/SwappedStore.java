package io.weft.ledger.log;

import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogStore;
import io.weft.ledger.TreeHead;
import io.weft.thread.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store whose database is replaced by another one while the hub runs. */
final class SwappedStore implements LogStore {

    private LogStore store;

    SwappedStore(LogStore store) {
        this.store = store;
    }

    void swap(LogStore other) {
        store = other;
    }

    @Override
    public int sequence(String origin, int maximum, Sequencer sequencer) throws StoreUnavailableException {
        return store.sequence(origin, maximum, sequencer);
    }

    @Override
    public TreeHead head(String origin) throws StoreUnavailableException {
        return store.head(origin);
    }

    @Override
    public Optional<byte[]> node(String origin, int level, long index) throws StoreUnavailableException {
        return store.node(origin, level, index);
    }

    @Override
    public Backlog backlog() throws StoreUnavailableException {
        return store.backlog();
    }

    @Override
    public void save(Checkpoint checkpoint) throws StoreUnavailableException {
        store.save(checkpoint);
    }

    @Override
    public Optional<Checkpoint> latest(String origin) throws StoreUnavailableException {
        return store.latest(origin);
    }

    @Override
    public Optional<Checkpoint> checkpoint(String origin, long size) throws StoreUnavailableException {
        return store.checkpoint(origin, size);
    }

    @Override
    public void save(String sink, String origin, long size, byte[] receipt, Instant at) throws StoreUnavailableException {
        store.save(sink, origin, size, receipt, at);
    }

    @Override
    public List<Checkpoint> unpublished(String sink, String origin, int maximum) throws StoreUnavailableException {
        return store.unpublished(sink, origin, maximum);
    }

    @Override
    public Published published(String sink, String origin) throws StoreUnavailableException {
        return store.published(sink, origin);
    }

    @Override
    public Optional<byte[]> receipt(String sink, String origin, long size) throws StoreUnavailableException {
        return store.receipt(sink, origin, size);
    }

    @Override
    public Map<EvidenceClass, Long> classes(String origin, long from, long to) throws StoreUnavailableException {
        return store.classes(origin, from, to);
    }
}
