package io.weft.ledger.log;

import io.weft.event.Digests;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.check.StoredRecords.CheckpointRow;
import io.weft.ledger.check.StoredRecords.ReceiptRow;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.SignedNote;
import io.weft.ledger.proof.VerifierKey;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/**
 * What one sink holds, against the store, in one run. A sink that failed once is not asked again: a peer that is down takes
 * seconds to say so. Its receipts are verified nevertheless, for that needs nobody.
 */
final class SinkCheck {

    private static final int ATTEMPTS = 3;

    /** The one checkpoint that a witness shows. */
    private record Shown(long size, byte[] note) {
    }

    private final HeldCheckpoints sink;
    private final StoredRecords store;
    private final LogSettings settings;
    private final VerifierKey key;
    private final CheckedRecords out;
    private final String place;
    /** By origin, of a sink that shows only its newest. */
    private final Map<String, Optional<Shown>> newest = new HashMap<>();
    private boolean silent;
    private boolean verifies = true;

    /** @param key of the present epoch */
    SinkCheck(HeldCheckpoints sink, StoredRecords store, LogSettings settings, VerifierKey key, CheckedRecords out) {
        this.sink = sink;
        this.store = store;
        this.settings = settings;
        this.key = key;
        this.out = out;
        this.place = "sink " + sink.name();
    }

    String name() {
        return sink.name();
    }

    /** A checkpoint that it took. Counted if something was compared: the note that it shows, or a receipt. */
    void took(CheckpointRow row, CheckpointText text) {
        Optional<ReceiptRow> receipt = receipt(row);
        if (receipt.isEmpty()) {
            return;
        }
        boolean verified = verified(row, text, receipt.get());
        if (shows(row, text) || verified) {
            out.checked(Kind.SINK, 1);
        }
    }

    /** From its side: what it holds and the store has no more, or has no receipt of and so did not compare. */
    void all() throws StoreUnavailableException {
        held(0, true);
    }

    /** The same of what it holds from a size on; up to the first that is missing, which tells enough. */
    void from(long size) throws StoreUnavailableException {
        held(size, false);
    }

    /** The same of one size. */
    void one(long size) throws StoreUnavailableException {
        try {
            if (!silent && note(settings.epochOrigin(), size).isPresent()) {
                held(size);
            }
        } catch (IOException | UncheckedIOException e) {
            silent(e);
        }
    }

    private void held(long from, boolean every) throws StoreUnavailableException {
        if (silent) {
            return;
        }
        try {
            if (!sink.showsEach()) {
                Optional<Shown> shown = newest(settings.epochOrigin());
                if (shown.isPresent()) {
                    held(shown.get().size());
                }
                return;
            }
            try (LongStream sizes = sink.sizes(settings.epochOrigin(), from)) {
                for (PrimitiveIterator.OfLong each = sizes.iterator(); each.hasNext() && out.goOn();) {
                    if (!held(each.nextLong()) && !every) {
                        return;
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            silent(e);
        }
    }

    /** @return whether the store has it */
    private boolean held(long size) throws IOException, StoreUnavailableException {
        out.at(new CheckScope.Subject(Kind.SINK, Long.toString(size)));
        Optional<CheckpointRow> row = store.checkpoint(size).stream()
                .filter(each -> each.origin().equals(settings.epochOrigin())).findFirst();
        if (row.isEmpty()) {
            out.found(Finding.missing("checkpoint", size, "", "the checkpoint that sink " + sink.name() + " holds"));
            return false;
        }
        boolean took = receipt(row.get()).isPresent();
        if (took && sink.showsEach()) {
            return true;
        }
        Optional<byte[]> note = note(settings.epochOrigin(), size);
        if (note.isPresent()) {
            compare(row.get(), note.get());
            if (!took) {
                out.checked(Kind.SINK, 1);
            }
        }
        return true;
    }

    private Optional<ReceiptRow> receipt(CheckpointRow row) {
        return row.receipts().stream().filter(each -> each.sink().equals(sink.name())).findFirst();
    }

    private boolean verified(CheckpointRow row, CheckpointText text, ReceiptRow receipt) {
        if (!verifies) {
            return false;
        }
        boolean given = receipt.receipt().length > 0;
        try {
            sink.fault(new Checkpoint(text.origin(), text.size(), text.root(), row.signedAt(), row.note()), receipt.receipt())
                    .ifPresent(fault -> out.found(given
                            ? Finding.altered("checkpoint_receipt", sink.name() + " " + row.origin() + " " + row.size(), "receipt",
                                    fault, "a receipt that verifies")
                            : Finding.altered(place, row.size(), "proof", fault, "a proof that it goes on from the one before")));
            return given;
        } catch (IOException | UncheckedIOException e) {
            verifies = false;
            notChecked(e);
            return false;
        }
    }

    /** @return whether something was compared */
    private boolean shows(CheckpointRow row, CheckpointText text) {
        if (silent) {
            return false;
        }
        try {
            Optional<byte[]> held = note(text.origin(), text.size());
            if (held.isPresent()) {
                compare(row, held.get());
            } else if (sink.showsEach()) {
                out.found(Finding.missing(place, row.size(), "", "the checkpoint that it took"));
            } else if (newest(text.origin()).isEmpty()) {
                out.notChecked(place + ": it shows no checkpoint of '" + text.origin() + "'");
            }
            return held.isPresent() || sink.showsEach();
        } catch (IOException | UncheckedIOException e) {
            silent(e);
            return false;
        }
    }

    private Optional<byte[]> note(String origin, long size) throws IOException {
        return sink.showsEach() ? sink.note(origin, size)
                : newest(origin).filter(shown -> shown.size() == size).map(Shown::note);
    }

    /** Asked once a run. */
    private Optional<Shown> newest(String origin) throws IOException {
        Optional<Shown> known = newest.get(origin);
        if (known == null) {
            known = ask(origin);
            newest.put(origin, known);
        }
        return known;
    }

    /** What it shows may become another between the two questions. */
    private Optional<Shown> ask(String origin) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long size;
            try (LongStream sizes = sink.sizes(origin, 0)) {
                List<Long> shown = sizes.boxed().toList();
                if (shown.isEmpty()) {
                    return Optional.empty();
                }
                size = shown.get(shown.size() - 1);
            }
            Optional<byte[]> note = sink.note(origin, size);
            if (note.isPresent()) {
                return Optional.of(new Shown(size, note.get()));
            }
        }
        throw new IOException("it shows another checkpoint each time");
    }

    private void compare(CheckpointRow row, byte[] held) {
        try {
            if (Arrays.equals(held, row.note()) || Arrays.equals(held, SignedNote.parse(row.note()).first().encode())) {
                return;
            }
            CheckpointText text = CheckpointText.read(held);
            CheckpointText.verify(held, key.named(text.origin()));
            if (text.size() != row.size() || !Arrays.equals(text.root(), row.root())) {
                out.found(new Finding(Finding.Code.FORK, place, Long.toString(row.size()), "root", Digests.hex(text.root()) + " of size "
                        + text.size(), Digests.hex(row.root()) + ", as the store has it; both are signed"));
                return;
            }
            out.found(Finding.altered(place, row.size(), "note", "other signature lines", "the checkpoint as the store has it"));
        } catch (MalformedProofException | InvalidProofException | IllegalArgumentException e) {
            out.found(Finding.altered(place, row.size(), "note", e.getMessage(), "the checkpoint as the store has it"));
        }
    }

    private void silent(Exception cause) {
        silent = true;
        notChecked(cause);
    }

    private void notChecked(Exception cause) {
        out.notChecked(place + ": " + cause.getMessage());
    }
}
