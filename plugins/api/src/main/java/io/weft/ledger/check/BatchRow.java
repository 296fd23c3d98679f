package io.weft.ledger.check;

import io.weft.event.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch's row, its readings, and its place.
 *
 * @param record    number of the record
 * @param stored    how many readings it says it added
 * @param firstTime least source time that it says it has; ticks of {@link io.weft.event.SourceTime}
 * @param lastTime  greatest
 * @param envelope  the log entry; empty for a batch that added nothing
 * @param readings  by ordinal
 * @param place     where it stands in the tree; empty while it waits
 * @param pending   the leaf hash that waits for a place; empty if none does
 */
public record BatchRow(long record, UUID id, String instance, Instant receivedAt, int stored, long firstTime, long lastTime,
        Optional<byte[]> envelope, List<ReadingRow> readings, Optional<EventRow.Place> place, Optional<byte[]> pending) {

    /**
     * One reading's row.
     *
     * @param batch    number of its batch's record
     * @param number   the item's number
     * @param instance of the item; null if no item has that number
     * @param reading  its item is null if no item has that number
     */
    public record ReadingRow(long batch, int ordinal, int number, String instance, Reading reading) {
    }

    /** Name of a reading in findings. */
    public String name(int ordinal) {
        return id + "#" + ordinal;
    }
}
