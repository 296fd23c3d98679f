package io.weft.thread.postgres;

import io.weft.event.Reading;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The readings of one batch as rows. They go to the database in the order of the unique index: batches that hold the same
 * readings meet them in one order, else each could wait for what the other holds.
 */
final class ReadingRows {

    private static final int BYTES_PER_ROW = 64;

    private final List<Reading> readings;
    private final Row[] byIdentity;

    /** @param ordinal place among the readings */
    private record Row(int item, Reading reading, int ordinal) implements Comparable<Row> {

        /** By all that tells two readings of an instance apart; 5 and 5.0 are the same value, and none comes last. */
        @Override
        public int compareTo(Row other) {
            int order = Integer.compare(item, other.item);
            if (order == 0) {
                order = Long.compare(reading.sourceTime(), other.reading.sourceTime());
            }
            if (order == 0) {
                BigDecimal value = reading.value().orElse(null);
                BigDecimal otherValue = other.reading.value().orElse(null);
                order = value == null || otherValue == null
                        ? Boolean.compare(value == null, otherValue == null) : value.compareTo(otherValue);
            }
            return order == 0 ? Long.compare(reading.status(), other.reading.status()) : order;
        }
    }

    private ReadingRows(List<Reading> readings, Row[] byIdentity) {
        this.readings = readings;
        this.byIdentity = byIdentity;
    }

    /**
     * @param readings at least one; of those that are the same the first counts
     * @param numbers  of all their items
     */
    static ReadingRows of(List<Reading> readings, Map<String, Integer> numbers) {
        Row[] rows = sorted(readings, numbers);
        BitSet repeated = new BitSet(rows.length);
        for (int i = 1; i < rows.length; i++) {
            // The sort is stable: of those that are the same the first of the batch stands first.
            if (rows[i].compareTo(rows[i - 1]) == 0) {
                repeated.set(rows[i].ordinal());
            }
        }
        if (repeated.isEmpty()) {
            return new ReadingRows(readings, rows);
        }
        List<Reading> distinct = new ArrayList<>(rows.length - repeated.cardinality());
        for (int i = repeated.nextClearBit(0); i < rows.length; i = repeated.nextClearBit(i + 1)) {
            distinct.add(readings.get(i));
        }
        return new ReadingRows(distinct, sorted(distinct, numbers));
    }

    private static Row[] sorted(List<Reading> readings, Map<String, Integer> numbers) {
        Row[] rows = new Row[readings.size()];
        for (int i = 0; i < rows.length; i++) {
            Reading reading = readings.get(i);
            rows[i] = new Row(numbers.get(reading.item()), reading, i);
        }
        Arrays.sort(rows);
        return rows;
    }

    /** Those that differ, in the order of the batch. */
    List<Reading> readings() {
        return readings;
    }

    /** The numbers of their items, each once. */
    Set<Integer> items() {
        Set<Integer> items = new HashSet<>();
        for (Row row : byIdentity) {
            items.add(row.item());
        }
        return items;
    }

    /** In the text format of COPY: numbers need no escape, and an empty value is {@code \N}. */
    byte[] copy(long record) {
        StringBuilder text = new StringBuilder(byIdentity.length * BYTES_PER_ROW);
        for (Row row : byIdentity) {
            Reading reading = row.reading();
            text.append(reading.sourceTime()).append('\t').append(record).append('\t').append(reading.status()).append('\t')
                    .append(row.item()).append('\t').append(row.ordinal()).append('\t');
            if (reading.value().isPresent()) {
                text.append(reading.value().get());
            } else {
                text.append("\\N");
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
