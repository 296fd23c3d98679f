package io.weft.fire.ledger;

import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.fabric.receipt.ReceiptVerifier;
import io.weft.fire.check.Findings;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the channel, asked of the organization that has no part in the hub, against the store: each anchor follows the one
 * before, no size was anchored twice, each root is that of the store's checkpoint, and each anchor has a receipt there that
 * verifies against the pinned organizations and nothing else.
 */
final class ChannelCheck {

    private final Ledger ledger;
    private final Findings findings;
    private final ReceiptVerifier verifier;
    private long last;
    private String lastRoot = "0".repeat(64);
    private int anchors;
    private int receipts;
    private int doubled;
    private boolean contiguous = true;

    ChannelCheck(Ledger ledger, Findings findings) throws IOException {
        this.ledger = ledger;
        this.findings = findings;
        this.verifier = ledger.consortium().verifier();
    }

    /** What the store has of a size. */
    private record Stored(byte[] root, byte[] note, byte[] receipt) {
    }

    /**
     * @param anchors since the check before
     * @param doubled valid transactions too many for a size, as the blocks tell it
     */
    record Added(int anchors, int doubled) {
    }

    Added proceed(Connection store) throws IOException, SQLException {
        List<Anchor> added = ledger.consortium().after(ledger.origin(), last);
        List<String> wrong = new ArrayList<>();
        for (Anchor anchor : added) {
            if (anchor.previousSize() != last || !anchor.previousRoot().equals(lastRoot) || anchor.size() <= last) {
                contiguous = false;
                wrong.add("size " + anchor.size() + " follows " + anchor.previousSize() + ", not " + last);
            }
            last = anchor.size();
            lastRoot = anchor.root();
            check(store, anchor, wrong);
        }
        anchors += added.size();
        findings.expectNone(wrong, "faults of the channel");
        int before = doubled;
        doubled = last == 0 ? 0 : doubled();
        findings.expect(doubled == before, doubled - before + " anchors of sizes that were anchored already");
        return new Added(added.size(), doubled - before);
    }

    /** Reads the channel's blocks from the first one on. */
    private int doubled() throws IOException {
        List<Anchor> told = ledger.consortium().told(ledger.origin(), last);
        return told.size() - (int) told.stream().mapToLong(Anchor::size).distinct().count();
    }

    private void check(Connection store, Anchor anchor, List<String> wrong) throws SQLException {
        Stored stored = stored(store, anchor.size());
        if (stored == null || !HexFormat.of().formatHex(stored.root()).equals(anchor.root())) {
            wrong.add("size " + anchor.size() + " is on the channel with another root than in the store, or not there");
            return;
        }
        if (stored.receipt() == null || stored.receipt().length == 0) {
            wrong.add("size " + anchor.size() + " has no receipt");
            return;
        }
        try {
            AnchoredCheckpoint proven = verifier.verify(stored.receipt());
            if (!Arrays.equals(proven.note(), stored.note()) || !proven.transaction().equals(anchor.transaction())) {
                wrong.add("the receipt of size " + anchor.size() + " is of another checkpoint or transaction");
                return;
            }
            receipts++;
        } catch (MalformedProofException | InvalidProofException e) {
            wrong.add("the receipt of size " + anchor.size() + " does not verify: " + e.getMessage());
        }
    }

    private Stored stored(Connection store, long size) throws SQLException {
        try (PreparedStatement statement = store.prepareStatement("""
                select c.root, c.note, r.receipt from checkpoint c
                  left join checkpoint_receipt r on r.origin = c.origin and r.size = c.size and r.sink = ?
                 where c.origin = ? and c.size = ?""")) {
            statement.setString(1, Ledger.SINK);
            statement.setString(2, ledger.origin());
            statement.setLong(3, size);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Stored(row.getBytes(1), row.getBytes(2), row.getBytes(3)) : null;
            }
        }
    }

    /** After the last {@link #proceed}. */
    Map<String, Object> conclude() throws IOException, SQLException {
        long newest = ledger.checkpoint();
        findings.expect(last == newest, "the channel's head is at size " + last + ", the newest checkpoint at " + newest);
        findings.expect(receipts == anchors, receipts + " of " + anchors + " anchors have a receipt that verifies");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("checkpoints", anchors);
        report.put("receipts", receipts);
        report.put("contiguous", contiguous);
        report.put("head", last);
        return report;
    }
}
