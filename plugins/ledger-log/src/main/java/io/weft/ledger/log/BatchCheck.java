package io.weft.ledger.log;

import io.weft.event.Digests;
import io.weft.ledger.check.BatchRow;
import io.weft.ledger.check.BatchRow.ReadingRow;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.proof.BatchEvidence;
import io.weft.ledger.proof.BatchOpening;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.thread.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A batch's row and each of its readings against its log entry. */
final class BatchCheck {

    private final StoredRecords store;
    private final PlaceCheck places;
    private final CheckedRecords out;

    BatchCheck(StoredRecords store, PlaceCheck places, CheckedRecords out) {
        this.store = store;
        this.places = places;
        this.out = out;
    }

    void check(BatchRow row) throws StoreUnavailableException {
        out.checked(Kind.READING, row.readings().size());
        if (row.envelope().isEmpty()) {
            withoutEntry(row);
            return;
        }
        BatchEvidence evidence = new BatchEvidence(row.envelope().get());
        boolean vouched = places.check(new PlaceCheck.Placed("batch", row.id().toString(), row.record(), evidence.leafHash(), row.place(),
                row.pending()));
        if (!vouched && row.place().isPresent()) {
            // The entry itself was altered, or its place cannot be told: it says nothing about the readings.
            return;
        }
        try {
            BatchOpening opening = BatchOpening.of(evidence);
            statements(row, opening);
            readings(row, opening);
        } catch (MalformedProofException e) {
            altered(row, "envelope", e.getMessage(), "an entry in its one form");
        }
    }

    /** Only a batch that added nothing has none, and so no place in the tree. */
    private void withoutEntry(BatchRow row) {
        if (row.place().isPresent()) {
            out.found(Finding.missing("batch", row.id(), "envelope", "the entry that stands at leaf " + row.place().get().index()));
        } else if (row.pending().isPresent()) {
            out.found(Finding.missing("batch", row.id(), "envelope", "the entry with leaf hash " + Digests.hex(row.pending().get())
                    + ", which waits for its place"));
        } else if (row.stored() != 0 || !row.readings().isEmpty()) {
            out.found(Finding.missing("batch", row.id(), "envelope", "the entry of " + row.stored() + " readings"));
        }
    }

    private void statements(BatchRow row, BatchOpening opening) {
        equal(row, "id", row.id(), opening.batch());
        equal(row, "instance", row.instance(), opening.instance());
        equal(row, "received_at", row.receivedAt(), opening.receivedAt());
        equal(row, "stored", (long) row.stored(), opening.count());
    }

    private void readings(BatchRow row, BatchOpening opening) throws StoreUnavailableException {
        BatchReadings readings = BatchReadings.of(row.readings(), (int) Math.min(opening.count(), Integer.MAX_VALUE), opening.root());
        List<Integer> missing = readings.missing();
        if (!missing.isEmpty()) {
            missing(row, readings, missing);
            return;
        }
        for (ReadingRow extra : readings.extra()) {
            out.found(Finding.surplus("reading", row.name(extra.ordinal()), "ordinal", extra.ordinal(), "below " + opening.count()
                    + ", each once"));
        }
        readings.inOrder().stream().filter(reading -> reading.reading().item() == null).map(ReadingRow::number).distinct().limit(100)
                .forEach(number -> out.found(Finding.missing("item", number, "id", "an item of this number, which readings of batch "
                        + row.id() + " name")));
        if (!readings.lead()) {
            Optional<Finding> search = out.mayExplain() ? ReadingSearch.in(store, row, readings) : Optional.empty();
            search.ifPresentOrElse(out::found, () -> out.found(Finding.altered("reading", row.id(), "",
                    "readings with root " + Digests.hex(readings.root()), Digests.hex(opening.root()) + ", as the entry has it")));
            return;
        }
        bounds(row, readings);
        for (ReadingRow reading : readings.inOrder()) {
            if (reading.instance() != null && !reading.instance().equals(row.instance())) {
                out.found(Finding.altered("item", reading.number(), "instance", reading.instance(), row.instance()));
            }
        }
    }

    private void bounds(BatchRow row, BatchReadings readings) {
        equal(row, "first_time", row.firstTime(),
                readings.inOrder().stream().mapToLong(reading -> reading.reading().sourceTime()).min().orElse(0));
        equal(row, "last_time", row.lastTime(),
                readings.inOrder().stream().mapToLong(reading -> reading.reading().sourceTime()).max().orElse(0));
    }

    /** A place that is empty: the reading stands at another of the batch, or at another batch, or is gone. */
    private void missing(BatchRow row, BatchReadings readings, List<Integer> missing) throws StoreUnavailableException {
        if (missing.size() == 1 && out.mayExplain()) {
            int ordinal = missing.get(0);
            for (ReadingRow candidate : readings.misplaced()) {
                if (readings.moved(candidate, ordinal).lead()) {
                    out.found(Finding.altered("reading", row.name(ordinal), "ordinal", candidate.ordinal(), ordinal));
                    return;
                }
            }
            for (ReadingRow stray : store.strays(row, ordinal)) {
                if (readings.with(stray, ordinal).lead()) {
                    out.found(Finding.altered("reading", row.name(ordinal), "batch", stray.batch(), row.record()));
                    return;
                }
            }
        }
        for (int ordinal : new ArrayList<>(missing.subList(0, Math.min(missing.size(), 100)))) {
            out.found(Finding.missing("reading", row.name(ordinal), "", "the reading of this place, of " + readings.count()));
        }
    }

    private void equal(BatchRow row, String field, Object found, Object expected) {
        if (!found.equals(expected)) {
            altered(row, field, found, expected);
        }
    }

    private void altered(BatchRow row, String field, Object found, Object expected) {
        out.found(Finding.altered("batch", row.id(), field, found, expected));
    }
}
