package io.weft.ledger.log;

import io.weft.ledger.LogStore;
import io.weft.ledger.proof.MerkleProver;
import io.weft.thread.StoreUnavailableException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Nodes of the tree, the least recently used forgotten. A complete subtree never changes, so nothing is ever stale. */
final class NodeCache implements MerkleProver.Nodes<StoreUnavailableException> {

    /** About 10 MB. */
    private static final int MAXIMUM_NODES = 65_536;

    private record Place(int level, long index) {
    }

    private final LogStore store;
    private final String origin;
    private final Map<Place, byte[]> nodes = Collections.synchronizedMap(new LinkedHashMap<>(1_024, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
            return size() > MAXIMUM_NODES;
        }
    });

    NodeCache(LogStore store, String origin) {
        this.store = store;
        this.origin = origin;
    }

    @Override
    public byte[] node(int level, long index) throws StoreUnavailableException {
        Place place = new Place(level, index);
        byte[] known = nodes.get(place);
        if (known != null) {
            return known;
        }
        Optional<byte[]> read = store.node(origin, level, index);
        byte[] node = read.orElseThrow(() -> new IllegalStateException("log " + origin + ": the store has no node " + index
                + " of level " + level + ", though the log's size covers it"));
        nodes.put(place, node);
        return node;
    }
}
