package io.weft.ledger.log;

import io.weft.event.Digests;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.LogRow;
import io.weft.ledger.log.StoredTree.AbsentException;
import io.weft.thread.StoreUnavailableException;
import java.util.Arrays;

/** The log's head, which the next leaves are added to, against its tiles and leaves. */
final class LogCheck {

    private final StoredRecords store;
    private final StoredTree tree;
    private final CheckedRecords out;

    LogCheck(StoredRecords store, StoredTree tree, CheckedRecords out) {
        this.store = store;
        this.tree = tree;
        this.out = out;
    }

    void check() throws StoreUnavailableException {
        out.at(new CheckScope.Subject(Kind.TILE, CheckScope.Subject.HEAD));
        boolean there = false;
        for (LogRow log : store.logs()) {
            if (log.origin().equals(tree.origin())) {
                there = true;
                check(log);
            } else {
                out.found(Finding.altered("log", log.origin(), "origin", log.origin(), tree.origin()));
            }
        }
        if (!there && tree.tile(new StoredTree.Tile(0, 0)).isPresent()) {
            out.found(Finding.missing("log", tree.origin(), "", "size and frontier of the tree"));
        }
    }

    private void check(LogRow log) throws StoreUnavailableException {
        if (log.size() != log.hashes()) {
            out.found(log.leaves() == log.hashes()
                    ? Finding.altered("log", log.origin(), "size", log.size(), log.leaves() + ", as many as there are leaves")
                    : Finding.altered("log", log.origin(), "size", log.size(), log.hashes() + " hashes in tiles, " + log.leaves()
                            + " leaves"));
            return;
        }
        if (log.leaves() != log.size()) {
            out.found(Finding.missing("leaf", log.size() - 1, "", "the last of " + log.size() + " leaves; the last there is "
                    + (log.leaves() - 1)));
        }
        if (log.frontier().size() != Long.bitCount(log.size())) {
            out.found(Finding.altered("log", log.origin(), "frontier", log.frontier().size() + " hashes", Long.bitCount(log.size())
                    + " for size " + log.size()));
            return;
        }
        long start = 0;
        int place = 0;
        for (long rest = log.size(); rest > 0; rest -= Long.highestOneBit(rest)) {
            int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(rest);
            byte[] there = log.frontier().get(place);
            try {
                byte[] node = tree.node(level, start >>> level);
                if (!Arrays.equals(node, there)) {
                    out.found(Finding.altered("log", log.origin(), "frontier[" + place + "]", Digests.hex(there), Digests.hex(node)
                            + ", as the tiles have it"));
                }
            } catch (AbsentException e) {
                out.found(Finding.missing("log_tile", e.tile(), "", "hashes that the log's size asks for"));
            }
            start += 1L << level;
            place++;
        }
    }
}
