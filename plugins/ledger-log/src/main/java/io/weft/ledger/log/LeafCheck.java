package io.weft.ledger.log;

import io.weft.event.Digests;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.LeafRow;
import io.weft.ledger.check.StoredRecords.Walk;
import io.weft.thread.StoreUnavailableException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** From the tree's side: each leaf has a row, and the record that it names has the entry whose hash the tile has. */
final class LeafCheck {

    private final StoredRecords store;
    private final String origin;
    private final TreeCheck tree;
    private final CheckedRecords out;

    LeafCheck(StoredRecords store, String origin, TreeCheck tree, CheckedRecords out) {
        this.store = store;
        this.origin = origin;
        this.tree = tree;
        this.out = out;
    }

    /** @param walk that brought the rows */
    void check(Walk walk, List<LeafRow> rows) throws StoreUnavailableException {
        String own = origin + " ";
        long next = walk.after().filter(after -> after.startsWith(own) && after.indexOf(' ', own.length()) < 0)
                .map(after -> Long.parseLong(after.substring(own.length())) + 1).orElse(0L);
        for (LeafRow row : rows) {
            if (!row.origin().equals(origin)) {
                out.at(null);
                out.found(Finding.altered("leaf", row.index(), "origin", row.origin(), origin));
                continue;
            }
            if (row.index() > next) {
                at(next);
                out.found(Finding.missing("leaf", next, "", "a record at this place; the next there is " + row.index()));
            }
            at(row.index());
            check(row);
            next = row.index() + 1;
        }
    }

    void check(long index) throws StoreUnavailableException {
        Optional<LeafRow> row = store.leaf(origin, index);
        if (row.isEmpty()) {
            out.found(Finding.missing("leaf", index, "", "a record at this place"));
        } else {
            check(row.get());
        }
        tree.path(index);
        out.checked(Kind.LEAF, 1);
    }

    private void check(LeafRow row) throws StoreUnavailableException {
        if (row.leafHash().isEmpty()) {
            out.found(Finding.surplus("leaf", row.index(), "record", row.record(), "a record of this number"));
            return;
        }
        byte[] hash = row.leafHash().get();
        Optional<byte[]> there = tree.leafHash(row.index());
        if (there.isEmpty()) {
            out.found(Finding.missing("log_tile", StoredTree.Entry.of(0, row.index()).tile(), "", "hashes of the leaves that stand there"));
        } else if (!Arrays.equals(there.get(), hash)) {
            if (tree.mends(row.index(), hash)) {
                // The checkpoint's signature vouches for the record: it is the tile that was altered.
                tree.path(row.index());
            } else {
                out.found(Finding.altered("leaf", row.index(), "record", row.record() + " with leaf hash " + Digests.hex(hash),
                        "the record with leaf hash " + Digests.hex(there.get()) + ", as the tile has it"));
            }
        }
    }

    private void at(long index) {
        out.at(new CheckScope.Subject(Kind.LEAF, Long.toString(index)));
    }
}
