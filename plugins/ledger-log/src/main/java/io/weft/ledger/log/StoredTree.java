package io.weft.ledger.log;

import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.MerkleProver;
import io.weft.thread.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tree as its tiles have it now, read anew by each check; not the hub's own cache, which would hide what was altered. */
final class StoredTree {

    static final int HEIGHT = 7;
    static final int WIDTH = 1 << HEIGHT;
    static final int HASH = 32;
    /** About 16 MB. */
    private static final int MAXIMUM_TILES = 4_096;

    /** A hash that a tile should have and has not. */
    static final class AbsentException extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient Tile tile;

        AbsentException(Tile tile) {
            super("tile " + tile + " is not there, or too short");
            this.tile = tile;
        }

        Tile tile() {
            return tile;
        }
    }

    /** Place of a tile. */
    record Tile(int level, long number) {

        @Override
        public String toString() {
            return level + "/" + number;
        }
    }

    /** Place of a hash in a tile. */
    record Entry(Tile tile, int place) {

        /** Where the root of a complete tile stands. */
        static Entry above(Tile tile) {
            return of(tile.level() + HEIGHT, tile.number());
        }

        static Entry of(int level, long index) {
            return new Entry(new Tile(level, index / WIDTH), (int) (index % WIDTH));
        }

        long index() {
            return tile.number() * WIDTH + place;
        }
    }

    private final StoredRecords store;
    private final String origin;
    private final Map<Tile, Optional<byte[]>> tiles = new LinkedHashMap<>(256, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, Optional<byte[]>> eldest) {
            return size() > MAXIMUM_TILES;
        }
    };

    StoredTree(StoredRecords store, String origin) {
        this.store = store;
        this.origin = origin;
    }

    String origin() {
        return origin;
    }

    Optional<byte[]> tile(Tile tile) throws StoreUnavailableException {
        return tile(tile, 0);
    }

    /** @param hashes how many it should have: one that has grown meanwhile is read anew */
    private Optional<byte[]> tile(Tile tile, int hashes) throws StoreUnavailableException {
        Optional<byte[]> known = tiles.get(tile);
        if (known == null || known.map(found -> found.length).orElse(0) < hashes * HASH) {
            known = store.tile(origin, tile.level(), tile.number());
            tiles.put(tile, known);
        }
        return known;
    }

    byte[] hash(Entry entry) throws StoreUnavailableException, AbsentException {
        byte[] hashes = tile(entry.tile(), entry.place() + 1).orElseThrow(() -> new AbsentException(entry.tile()));
        if (hashes.length < (entry.place() + 1) * HASH) {
            throw new AbsentException(entry.tile());
        }
        return Arrays.copyOfRange(hashes, entry.place() * HASH, (entry.place() + 1) * HASH);
    }

    static List<byte[]> apart(byte[] hashes) {
        List<byte[]> apart = new ArrayList<>(hashes.length / HASH);
        for (int i = 0; i + HASH <= hashes.length; i += HASH) {
            apart.add(Arrays.copyOfRange(hashes, i, i + HASH));
        }
        return apart;
    }

    /** Root of a tile that is complete. */
    byte[] root(Tile tile) throws StoreUnavailableException, AbsentException {
        byte[] hashes = tile(tile, WIDTH).orElseThrow(() -> new AbsentException(tile));
        if (hashes.length < WIDTH * HASH) {
            throw new AbsentException(tile);
        }
        return Merkle.root(apart(hashes));
    }

    /** Root of the first leaves, at least one. */
    byte[] root(long size) throws StoreUnavailableException, AbsentException {
        try {
            return new MerkleProver<Exception>(this::node).root(size);
        } catch (StoreUnavailableException | AbsentException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Root of a complete subtree, from the tile that holds its level or the one below. */
    byte[] node(int level, long index) throws StoreUnavailableException, AbsentException {
        int above = level % HEIGHT;
        List<byte[]> hashes = new ArrayList<>(1 << above);
        for (long i = index << above; i < index + 1 << above; i++) {
            hashes.add(hash(Entry.of(level - above, i)));
        }
        return Merkle.root(hashes);
    }
}
