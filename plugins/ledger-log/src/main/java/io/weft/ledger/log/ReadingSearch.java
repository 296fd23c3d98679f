package io.weft.ledger.log;

import io.weft.event.Reading;
import io.weft.ledger.check.BatchRow;
import io.weft.ledger.check.BatchRow.ReadingRow;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.StoredRecords;
import io.weft.ledger.proof.Merkle;
import io.weft.thread.StoreUnavailableException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which reading of a batch was altered. The log has one hash for a batch, so readings that do not lead to it do not say which
 * one is wrong; but if it was a single bit, or a digit of a value, changing it back leads there, and only that does.
 */
final class ReadingSearch {

    private static final int STATUS_BITS = 32;

    private final StoredRecords store;
    private final BatchRow batch;
    private final BatchReadings readings;
    private final List<List<byte[]>> levels = new ArrayList<>();
    private final Map<Integer, Optional<StoredRecords.Item>> items = new HashMap<>();

    private ReadingSearch(StoredRecords store, BatchRow batch, BatchReadings readings) {
        this.store = store;
        this.batch = batch;
        this.readings = readings;
    }

    static Optional<Finding> in(StoredRecords store, BatchRow batch, BatchReadings readings) throws StoreUnavailableException {
        return new ReadingSearch(store, batch, readings).search();
    }

    private Optional<Finding> search() throws StoreUnavailableException {
        levels.add(readings.hashes());
        while (levels.get(levels.size() - 1).size() > 1) {
            levels.add(above(levels.get(levels.size() - 1)));
        }
        for (ReadingRow row : readings.inOrder()) {
            Optional<Finding> found = search(row);
            if (found.isPresent()) {
                return found;
            }
        }
        return names();
    }

    private static List<byte[]> above(List<byte[]> level) {
        List<byte[]> above = new ArrayList<>();
        for (int i = 0; i < level.size(); i += 2) {
            above.add(i + 1 < level.size() ? Merkle.nodeHash(level.get(i), level.get(i + 1)) : level.get(i));
        }
        return above;
    }

    private Optional<Finding> search(ReadingRow row) throws StoreUnavailableException {
        Reading reading = row.reading();
        if (reading.item() != null) {
            Optional<Optional<BigDecimal>> value = values(reading.value())
                    .filter(other -> fits(row, new Reading(reading.item(), reading.sourceTime(), other, reading.status()))).findFirst();
            if (value.isPresent()) {
                return found(row, "value", text(reading.value()), text(value.get()));
            }
            for (int bit = 0; bit < Long.SIZE; bit++) {
                if (fits(row, new Reading(reading.item(), reading.sourceTime() ^ 1L << bit, reading.value(), reading.status()))) {
                    return found(row, "source_time", reading.sourceTime(), reading.sourceTime() ^ 1L << bit);
                }
                long status = reading.status() ^ 1L << bit;
                if (status >>> STATUS_BITS == 0
                        && fits(row, new Reading(reading.item(), reading.sourceTime(), reading.value(), status))) {
                    return found(row, "status", reading.status(), status);
                }
            }
        }
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            int number = row.number() ^ 1 << bit;
            Optional<StoredRecords.Item> item = item(number);
            if (item.isPresent() && item.get().instance().equals(batch.instance())
                    && fits(row, new Reading(item.get().name(), reading.sourceTime(), reading.value(), reading.status()))) {
                return found(row, "item", row.number(), number);
            }
        }
        return Optional.empty();
    }

    private Optional<StoredRecords.Item> item(int number) throws StoreUnavailableException {
        Optional<StoredRecords.Item> known = items.get(number);
        if (known == null) {
            known = store.item(number);
            items.put(number, known);
        }
        return known;
    }

    private static Stream<Optional<BigDecimal>> values(Optional<BigDecimal> value) {
        return Stream.concat(Stream.of(Optional.<BigDecimal>empty()), value.stream().flatMap(Bits::neighbours).map(Optional::of));
    }

    /** The name of an item stands in each of its readings. */
    private Optional<Finding> names() {
        Map<String, Integer> numbers = new TreeMap<>();
        readings.inOrder().stream().filter(row -> row.reading().item() != null)
                .forEach(row -> numbers.put(row.reading().item(), row.number()));
        for (Map.Entry<String, Integer> item : numbers.entrySet()) {
            for (String name : Bits.neighbours(item.getKey())) {
                List<byte[]> hashes = new ArrayList<>();
                for (ReadingRow row : readings.inOrder()) {
                    Reading reading = row.reading();
                    hashes.add(item.getKey().equals(reading.item())
                            ? BatchReadings.hash(new Reading(name, reading.sourceTime(), reading.value(), reading.status()))
                            : levels.get(0).get(row.ordinal()));
                }
                if (Arrays.equals(Merkle.root(hashes), readings.expected())) {
                    return Optional.of(Finding.altered("item", item.getValue(), "item", item.getKey(), name));
                }
            }
        }
        return Optional.empty();
    }

    private boolean fits(ReadingRow row, Reading other) {
        byte[] hash = BatchReadings.hash(other);
        int place = row.ordinal();
        for (int level = 0; level < levels.size() - 1; level++) {
            List<byte[]> hashes = levels.get(level);
            if (place % 2 == 1) {
                hash = Merkle.nodeHash(hashes.get(place - 1), hash);
            } else if (place + 1 < hashes.size()) {
                hash = Merkle.nodeHash(hash, hashes.get(place + 1));
            }
            place /= 2;
        }
        return Arrays.equals(hash, readings.expected());
    }

    private Optional<Finding> found(ReadingRow row, String field, Object found, Object expected) {
        return Optional.of(Finding.altered("reading", batch.name(row.ordinal()), field, found, expected));
    }

    private static String text(Optional<BigDecimal> value) {
        return value.map(BigDecimal::toString).orElse("none");
    }
}
