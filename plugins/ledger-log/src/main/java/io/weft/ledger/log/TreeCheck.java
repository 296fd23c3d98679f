package io.weft.ledger.log;

import io.weft.event.Digests;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.StoredRecords.TileRow;
import io.weft.ledger.log.StoredTree.AbsentException;
import io.weft.ledger.log.StoredTree.Entry;
import io.weft.ledger.log.StoredTree.Tile;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.Merkle;
import io.weft.thread.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tiles against each other, up to the root of the newest checkpoint whose signature holds. Each link, a complete tile and
 * the hash of it one level up, is checked once; where one fails, what would mend it and everything above tells which side
 * was altered.
 */
final class TreeCheck {

    private static final int MAXIMUM_KNOWN = 100_000;

    private final StoredTree tree;
    private final Optional<CheckpointText> anchor;
    private final CheckedRecords out;
    private final Set<Tile> known = new HashSet<>();
    private boolean edgeKnown;

    /** @param anchor the newest checkpoint that verifies */
    TreeCheck(StoredTree tree, Optional<CheckpointText> anchor, CheckedRecords out) {
        this.tree = tree;
        this.anchor = anchor;
        this.out = out;
    }

    StoredTree tree() {
        return tree;
    }

    long covered() {
        return anchor.map(CheckpointText::size).orElse(0L);
    }

    /** The leaf hash that the tree has at an index; empty if it has none. */
    Optional<byte[]> leafHash(long index) throws StoreUnavailableException {
        try {
            return index < 0 ? Optional.empty() : Optional.of(tree.hash(Entry.of(0, index)));
        } catch (AbsentException e) {
            return Optional.empty();
        }
    }

    /** Checks the way from a leaf up to the root of the checkpoint. */
    void path(long index) throws StoreUnavailableException {
        long above = index;
        for (int level = 0; ; level += StoredTree.HEIGHT) {
            Tile tile = new Tile(level, above / StoredTree.WIDTH);
            if (!complete(tile)) {
                edge();
                return;
            }
            link(tile);
            above = tile.number();
        }
    }

    /** Checks one tile, as it was read from the table, and its link upwards. */
    void tile(TileRow row) throws StoreUnavailableException {
        Tile tile = new Tile(row.level(), row.number());
        if (!row.origin().equals(tree.origin()) || row.level() % StoredTree.HEIGHT != 0) {
            out.found(Finding.surplus("log_tile", tile, row.origin().equals(tree.origin()) ? "level" : "origin",
                    row.origin() + " " + tile, "a tile of " + tree.origin() + " at a level that is a multiple of " + StoredTree.HEIGHT));
            return;
        }
        if (complete(tile)) {
            link(tile);
        } else {
            edge();
        }
        children(tile);
    }

    /** One that should be there. */
    void tile(Tile tile) throws StoreUnavailableException {
        Optional<byte[]> hashes = tree.tile(tile);
        if (hashes.isEmpty()) {
            out.found(Finding.missing("log_tile", tile, "", "a tile that the log's size asks for"));
            return;
        }
        tile(new TileRow(tree.origin(), tile.level(), tile.number(), hashes.get()));
    }

    /** Whether a leaf hash would be right where the tree has another: then it is the tile that was altered. */
    boolean mends(long index, byte[] leafHash) throws StoreUnavailableException {
        return mends(Entry.of(0, index), leafHash);
    }

    private boolean complete(Tile tile) {
        int bits = tile.level() + StoredTree.HEIGHT;
        return bits < Long.SIZE - 1 && tile.number() + 1 <= covered() >>> bits;
    }

    private void link(Tile tile) throws StoreUnavailableException {
        if (known.contains(tile)) {
            return;
        }
        if (known.size() == MAXIMUM_KNOWN) {
            known.clear();
        }
        known.add(tile);
        Entry above = Entry.above(tile);
        try {
            byte[] root = tree.root(tile);
            byte[] there = tree.hash(above);
            if (Arrays.equals(root, there)) {
                return;
            }
            if (mends(above, root)) {
                altered(above, there, root);
            } else {
                explain(tile);
            }
        } catch (AbsentException e) {
            out.found(Finding.missing("log_tile", e.tile(), "", "hashes that the checkpoint of size " + covered() + " covers"));
        }
    }

    /** The root of the checkpoint from the tiles at the right edge of each level. */
    private void edge() throws StoreUnavailableException {
        if (edgeKnown || anchor.isEmpty()) {
            return;
        }
        edgeKnown = true;
        try {
            if (Arrays.equals(tree.root(covered()), anchor.get().root())) {
                return;
            }
            int before = out.findings().size();
            for (int level = 0; covered() >>> level > 0; level += StoredTree.HEIGHT) {
                Tile tile = new Tile(level, (covered() >>> level) / StoredTree.WIDTH);
                if (tree.tile(tile).isPresent()) {
                    explain(tile);
                }
            }
            if (out.findings().size() == before) {
                out.found(Finding.altered("log_tile", "root", "size " + covered(), Digests.hex(tree.root(covered())),
                        Digests.hex(anchor.get().root()) + ", as it was signed"));
            }
        } catch (AbsentException e) {
            out.found(Finding.missing("log_tile", e.tile(), "", "hashes that the checkpoint of size " + covered() + " covers"));
        }
    }

    /** Hashes of an upper tile against the tiles below, and the first thing that is wrong named. */
    private void children(Tile tile) throws StoreUnavailableException {
        if (tile.level() == 0) {
            return;
        }
        int hashes = tree.tile(tile).map(found -> found.length / StoredTree.HASH).orElse(0);
        for (int place = 0; place < hashes; place++) {
            Entry entry = new Entry(tile, place);
            Tile child = new Tile(tile.level() - StoredTree.HEIGHT, entry.index());
            if (complete(child)) {
                link(child);
            } else {
                try {
                    byte[] root = tree.root(child);
                    if (!Arrays.equals(root, tree.hash(entry))) {
                        altered(entry, tree.hash(entry), root);
                    }
                } catch (AbsentException e) {
                    out.found(Finding.missing("log_tile", e.tile(), "", "the tile below hash " + place + " of " + tile));
                }
            }
        }
    }

    /** Names what was altered in a tile whose root does not fit what is above. */
    private void explain(Tile tile) throws StoreUnavailableException, AbsentException {
        List<byte[]> hashes = StoredTree.apart(tree.tile(tile).orElseThrow(() -> new AbsentException(tile)));
        long signed = (covered() >>> tile.level()) - tile.number() * StoredTree.WIDTH;
        long sought = out.mayExplain() ? Math.min(hashes.size(), signed) : 0;
        for (int place = 0; place < sought; place++) {
            Entry entry = new Entry(tile, place);
            Optional<byte[]> right = tile.level() > 0 ? below(entry) : oneBit(entry, hashes.get(place));
            if (right.isPresent()) {
                altered(entry, hashes.get(place), right.get());
                return;
            }
        }
        if (complete(tile)) {
            out.found(Finding.altered("log_tile", tile, "hashes", "root " + Digests.hex(Merkle.root(hashes)),
                    Digests.hex(tree.hash(Entry.above(tile))) + ", as the tile above has it"));
        }
    }

    private Optional<byte[]> below(Entry entry) throws StoreUnavailableException {
        try {
            byte[] root = tree.root(new Tile(entry.tile().level() - StoredTree.HEIGHT, entry.index()));
            return !Arrays.equals(root, tree.hash(entry)) && mends(entry, root) ? Optional.of(root) : Optional.empty();
        } catch (AbsentException e) {
            return Optional.empty();
        }
    }

    /** The hash that it would be if one bit were the other. */
    private Optional<byte[]> oneBit(Entry entry, byte[] hash) throws StoreUnavailableException, AbsentException {
        SiblingPath path = SiblingPath.of(this, entry);
        for (int bit = 0; bit < hash.length * Byte.SIZE; bit++) {
            byte[] other = Bits.flipped(hash, bit);
            if (path.leadsUpWith(other)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /** Whether what is above would be right if a hash were another. */
    private boolean mends(Entry entry, byte[] hash) throws StoreUnavailableException {
        try {
            return SiblingPath.of(this, entry).leadsUpWith(hash);
        } catch (AbsentException e) {
            return false;
        }
    }

    private void altered(Entry entry, byte[] found, byte[] expected) {
        out.found(Finding.altered("log_tile", entry.tile(), "hash " + entry.place(), Digests.hex(found), Digests.hex(expected)));
    }

    /** From a hash of a tile to what is above it: the root of a complete tile, or of the checkpoint from its edge. */
    private record SiblingPath(List<byte[]> left, List<byte[]> right, byte[] target) {

        static SiblingPath of(TreeCheck check, Entry entry) throws StoreUnavailableException, AbsentException {
            List<byte[]> left = new ArrayList<>();
            List<byte[]> right = new ArrayList<>();
            if (check.complete(entry.tile())) {
                List<byte[]> hashes = StoredTree.apart(check.tree.tile(entry.tile()).orElseThrow(() -> new AbsentException(entry.tile())));
                int from = 0;
                for (int width = hashes.size(); width > 1; width /= 2) {
                    boolean isLeft = entry.place() < from + width / 2;
                    byte[] sibling = Merkle.root(isLeft ? hashes.subList(from + width / 2, from + width)
                            : hashes.subList(from, from + width / 2));
                    left.add(0, isLeft ? null : sibling);
                    right.add(0, isLeft ? sibling : null);
                    from += isLeft ? 0 : width / 2;
                }
                return new SiblingPath(left, right, check.tree.hash(Entry.above(entry.tile())));
            }
            if (check.anchor.isEmpty() || entry.index() >= check.covered() >>> entry.tile().level()) {
                throw new AbsentException(entry.tile());
            }
            up(check.tree, entry, 0, check.covered(), left, right);
            return new SiblingPath(left, right, check.anchor.get().root());
        }

        /** Path of RFC 9162, 2.1.3.1, of the subtree that the hash is the root of. */
        private static void up(StoredTree tree, Entry entry, long start, long size, List<byte[]> left, List<byte[]> right)
                throws StoreUnavailableException, AbsentException {
            int level = entry.tile().level();
            if (size == 1L << level && start == entry.index() << level) {
                return;
            }
            long split = Long.highestOneBit(size - 1);
            if (entry.index() << level < start + split) {
                up(tree, entry, start, split, left, right);
                left.add(null);
                right.add(range(tree, start + split, size - split));
            } else {
                up(tree, entry, start + split, size - split, left, right);
                left.add(range(tree, start, split));
                right.add(null);
            }
        }

        private static byte[] range(StoredTree tree, long start, long size) throws StoreUnavailableException, AbsentException {
            if (Long.bitCount(size) == 1) {
                int level = Long.numberOfTrailingZeros(size);
                return tree.node(level, start >>> level);
            }
            long split = Long.highestOneBit(size - 1);
            return Merkle.nodeHash(range(tree, start, split), range(tree, start + split, size - split));
        }

        boolean leadsUpWith(byte[] hash) {
            byte[] above = hash;
            for (int i = 0; i < left.size(); i++) {
                above = left.get(i) == null ? Merkle.nodeHash(above, right.get(i)) : Merkle.nodeHash(left.get(i), above);
            }
            return Arrays.equals(above, target);
        }
    }
}
