package io.weft.ledger.log;

import io.weft.event.Digests;
import io.weft.ledger.check.EventRow.Place;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.StoredRecords;
import io.weft.thread.StoreUnavailableException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a record's log entry stands in the tree where its row says, and the tree under a signature. */
final class PlaceCheck {

    private final StoredRecords store;
    private final TreeCheck tree;
    private final CheckedRecords out;

    PlaceCheck(StoredRecords store, TreeCheck tree, CheckedRecords out) {
        this.store = store;
        this.tree = tree;
        this.out = out;
    }

    /** A record of an event or a batch. */
    record Placed(String table, String name, long record, byte[] leafHash, Optional<Place> place, Optional<byte[]> pending) {
    }

    /** @return whether the log vouches for the entry; what is beyond the newest checkpoint is vouched for by the tiles alone */
    boolean check(Placed of) throws StoreUnavailableException {
        if (of.place().isEmpty()) {
            return waiting(of);
        }
        if (of.pending().isPresent()) {
            out.found(Finding.surplus("outbox", of.record(), "", "a record that waits", "none, for it is leaf "
                    + of.place().get().index()));
        }
        Place place = of.place().get();
        if (!place.origin().equals(tree.tree().origin())) {
            out.found(Finding.altered("leaf", place.index(), "origin", place.origin(), tree.tree().origin()));
            return false;
        }
        Optional<byte[]> there = tree.leafHash(place.index());
        if (there.isPresent() && Arrays.equals(there.get(), of.leafHash())) {
            tree.path(place.index());
            return true;
        }
        if (there.isPresent() && tree.mends(place.index(), of.leafHash())) {
            // The checkpoint's signature vouches for the record: it is the tile that was altered.
            tree.path(place.index());
            return true;
        }
        OptionalLong elsewhere = out.mayExplain() ? store.indexOf(place.origin(), of.leafHash()) : OptionalLong.empty();
        if (elsewhere.isPresent()) {
            Optional<StoredRecords.LeafRow> leaf = store.leaf(place.origin(), elsewhere.getAsLong());
            if (leaf.isPresent() && leaf.get().holder().isEmpty()) {
                out.found(Finding.altered(of.table(), of.name(), "record", of.record(), leaf.get().record() + ", which leaf "
                        + leaf.get().index() + " is of"));
                return true;
            }
            out.found(Finding.altered("leaf", elsewhere.getAsLong(), "leaf_index", place.index(), elsewhere.getAsLong() + ", where "
                    + of.table() + " " + of.name() + " stands in the tree"));
            return true;
        }
        if (there.isEmpty()) {
            out.found(Finding.missing("log_tile", "leaf " + place.index(), "", Digests.hex(of.leafHash()) + " of " + of.table() + " "
                    + of.name()));
        } else {
            out.found(Finding.altered(of.table(), of.name(), "envelope", "leaf hash " + Digests.hex(of.leafHash()),
                    Digests.hex(there.get()) + " at leaf " + place.index()));
        }
        return false;
    }

    private boolean waiting(Placed of) throws StoreUnavailableException {
        if (of.pending().isPresent()) {
            if (!Arrays.equals(of.pending().get(), of.leafHash())) {
                out.found(Finding.altered("outbox", of.record(), "leaf_hash", Digests.hex(of.pending().get()),
                        Digests.hex(of.leafHash()) + " of " + of.table() + " " + of.name()));
            }
            return false;
        }
        OptionalLong stands = out.mayExplain() ? store.indexOf(tree.tree().origin(), of.leafHash()) : OptionalLong.empty();
        Optional<StoredRecords.LeafRow> leaf = stands.isPresent()
                ? store.leaf(tree.tree().origin(), stands.getAsLong()) : Optional.empty();
        if (leaf.isPresent() && leaf.get().holder().isEmpty()) {
            // Either number may be the altered one; nothing else says it.
            out.found(Finding.altered("leaf", leaf.get().index(), "record", leaf.get().record(), of.record() + ", the number of "
                    + of.table() + " " + of.name()));
            out.found(Finding.altered(of.table(), of.name(), "record", of.record(), leaf.get().record() + ", the number at leaf "
                    + leaf.get().index()));
        } else if (stands.isPresent()) {
            out.found(Finding.missing("leaf", stands.getAsLong(), "", "record " + of.record() + ", " + of.table() + " " + of.name()));
        } else {
            out.found(Finding.altered(of.table(), of.name(), "record", of.record(), "a record with a place in the log"));
        }
        return false;
    }
}
