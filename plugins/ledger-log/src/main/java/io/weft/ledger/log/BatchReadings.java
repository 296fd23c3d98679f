package io.weft.ledger.log;

import io.weft.event.Reading;
import io.weft.ledger.check.BatchRow.ReadingRow;
import io.weft.ledger.proof.BatchEvidence;
import io.weft.ledger.proof.Merkle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The readings of a batch at their places, and whether they lead to its root. */
final class BatchReadings {

    private static final byte[] NO_HASH = new byte[32];

    private final List<ReadingRow> places;
    private final List<ReadingRow> extra;
    private final byte[] expected;

    private BatchReadings(List<ReadingRow> places, List<ReadingRow> extra, byte[] expected) {
        this.places = places;
        this.extra = extra;
        this.expected = expected;
    }

    /**
     * @param count how many there should be
     * @param root  of their tree
     */
    static BatchReadings of(List<ReadingRow> rows, int count, byte[] root) {
        List<ReadingRow> places = new ArrayList<>(Collections.nCopies(Math.min(count, rows.size() + MOST_MISSING), null));
        List<ReadingRow> extra = new ArrayList<>();
        for (ReadingRow row : rows) {
            if (row.ordinal() >= 0 && row.ordinal() < places.size() && places.get(row.ordinal()) == null) {
                places.set(row.ordinal(), row);
            } else {
                extra.add(row);
            }
        }
        return new BatchReadings(places, extra, root);
    }

    /** A count that was altered shall not cost memory. */
    private static final int MOST_MISSING = 10_000;

    int count() {
        return places.size();
    }

    List<Integer> missing() {
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i) == null) {
                missing.add(i);
            }
        }
        return missing;
    }

    List<ReadingRow> extra() {
        return extra;
    }

    /** Rows that may stand at a wrong place: those that found none, and those that another has the place of. */
    List<ReadingRow> misplaced() {
        List<ReadingRow> rows = new ArrayList<>(extra);
        for (ReadingRow row : extra) {
            if (row.ordinal() >= 0 && row.ordinal() < places.size()) {
                rows.add(places.get(row.ordinal()));
            }
        }
        return rows;
    }

    /** The same with one of these at another place, and its own place given to whoever claims it, too. */
    BatchReadings moved(ReadingRow row, int ordinal) {
        List<ReadingRow> others = new ArrayList<>(places);
        if (others.contains(row)) {
            ReadingRow claims = extra.stream().filter(other -> other.ordinal() == row.ordinal()).findFirst().orElseThrow();
            others.set(row.ordinal(), claims);
        }
        others.set(ordinal, row);
        return new BatchReadings(others, List.of(), expected);
    }

    BatchReadings with(ReadingRow row, int ordinal) {
        List<ReadingRow> others = new ArrayList<>(places);
        others.set(ordinal, row);
        return new BatchReadings(others, extra, expected);
    }

    List<ReadingRow> inOrder() {
        return places;
    }

    byte[] expected() {
        return expected;
    }

    boolean lead() {
        return Arrays.equals(root(), expected);
    }

    byte[] root() {
        return Merkle.root(hashes());
    }

    List<byte[]> hashes() {
        List<byte[]> hashes = new ArrayList<>(places.size());
        places.forEach(row -> hashes.add(row == null ? NO_HASH : hash(row.reading())));
        return hashes;
    }

    /** Something that no reading has, if it cannot be one. */
    static byte[] hash(Reading reading) {
        try {
            return reading.item() == null ? NO_HASH : BatchEvidence.leafHash(reading);
        } catch (IllegalArgumentException e) {
            return NO_HASH;
        }
    }
}
