package io.weft.ledger.log;

import io.weft.event.Digests;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.CheckpointRow;
import io.weft.ledger.log.StoredTree.AbsentException;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.VerifierKey;
import io.weft.thread.StoreUnavailableException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checkpoints: signature, row against what was signed, tree at that size, and what each sink holds of it. */
final class CheckpointCheck {

    private final StoredRecords store;
    private final LogSettings settings;
    private final VerifierKey key;
    private final StoredTree tree;
    private final List<SinkCheck> sinks;
    private final CheckedRecords out;

    /** @param key of the present epoch */
    CheckpointCheck(StoredRecords store, LogSettings settings, VerifierKey key, StoredTree tree, List<SinkCheck> sinks,
            CheckedRecords out) {
        this.store = store;
        this.settings = settings;
        this.key = key;
        this.tree = tree;
        this.sinks = sinks;
        this.out = out;
    }

    /** The newest checkpoint of this epoch whose signature holds; those before it that do not are named. */
    Optional<CheckpointText> newest() throws StoreUnavailableException {
        long below = Long.MAX_VALUE;
        while (true) {
            Optional<CheckpointRow> row = store.checkpointUpTo(settings.epochOrigin(), below);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            out.at(new CheckScope.Subject(Kind.CHECKPOINT, Long.toString(row.get().size())));
            Optional<CheckpointText> text = signed(row.get());
            out.at(null);
            if (text.isPresent()) {
                return text;
            }
            below = row.get().size() - 1;
        }
    }

    void check(CheckpointRow row) throws StoreUnavailableException {
        out.checked(Kind.CHECKPOINT, 1);
        Optional<CheckpointText> signed = signed(row);
        for (String column : row.differing()) {
            if (column.equals("note") && signed.isEmpty()) {
                continue;
            }
            out.found(Finding.altered("checkpoint", row.size(), column, switch (column) {
                case "signed_at" -> row.signedAt();
                case "note" -> "lines of other keys than the log's";
                default -> "a seal that fits nothing";
            }, "what its seal was made for"));
        }
        if (signed.isEmpty()) {
            return;
        }
        CheckpointText text = signed.get();
        if (!row.origin().equals(text.origin())) {
            altered(row, "origin", row.origin(), text.origin() + ", as it was signed");
        }
        if (row.size() != text.size()) {
            out.found(Finding.altered("checkpoint", text.size(), "size", row.size(), text.size() + ", as it was signed"));
        }
        if (!Arrays.equals(row.root(), text.root())) {
            altered(row, "root", Digests.hex(row.root()), Digests.hex(text.root()) + ", as it was signed");
        }
        if (text.origin().equals(settings.epochOrigin())) {
            tree(text);
        } else if (!settings.isEarlierEpoch(text.origin())) {
            out.found(Finding.surplus("checkpoint", row.size(), "origin", text.origin(), settings.epochOrigin()
                    + " or an epoch before it"));
        }
        sinks.forEach(sink -> sink.took(row, text));
    }

    /** Every checkpoint is of the tree as it is now, which is what makes each one consistent with all others. */
    private void tree(CheckpointText text) throws StoreUnavailableException {
        if (text.size() == 0) {
            return;
        }
        try {
            byte[] root = tree.root(text.size());
            if (!Arrays.equals(root, text.root())) {
                out.found(new Finding(Finding.Code.FORK, "checkpoint", Long.toString(text.size()), "root", Digests.hex(text.root())
                        + ", as it was signed", Digests.hex(root) + ", the root of the stored tree at that size"));
            }
        } catch (AbsentException e) {
            out.found(Finding.missing("log_tile", e.tile(), "", "hashes that the checkpoint of size " + text.size() + " covers"));
        }
    }

    /** What was signed; empty, and a finding, if nothing was. */
    private Optional<CheckpointText> signed(CheckpointRow row) {
        try {
            CheckpointText text = CheckpointText.read(row.note());
            return Optional.of(CheckpointText.verify(row.note(), key.named(text.origin())));
        } catch (InvalidProofException e) {
            if (settings.isEarlierEpoch(row.origin())) {
                out.notChecked("checkpoints of '" + row.origin() + "': the key that signed them is not here");
                return Optional.empty();
            }
            altered(row, "note", e.getMessage(), "a checkpoint signed by " + key);
        } catch (MalformedProofException | IllegalArgumentException e) {
            altered(row, "note", e.getMessage(), "a checkpoint signed by " + key);
        }
        return Optional.empty();
    }

    private void altered(CheckpointRow row, String field, Object found, Object expected) {
        out.found(Finding.altered("checkpoint", row.size(), field, found, expected));
    }
}
