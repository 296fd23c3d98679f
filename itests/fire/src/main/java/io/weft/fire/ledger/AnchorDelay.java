package io.weft.fire.ledger;

import io.weft.fire.check.Pace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long custody, quality and deviation wait for their anchor: from the moment when the hub had received the message, which
 * is before it is stored, to the moment when it had the receipt, which is after it is anchored. Both by the hub's clock.
 */
final class AnchorDelay {

    /** Classes 6, 11 and 13, bit n - 1 for class n. */
    private static final int URGENT = 1 << 5 | 1 << 10 | 1 << 12;
    private static final int FETCHED_AT_ONCE = 10_000;

    private final Connection store;
    private final String origin;

    AnchorDelay(Connection store, String origin) {
        this.store = store;
        this.origin = origin;
    }

    /** Of the events that were received in one of these windows, ascending, nanoseconds. */
    long[] nanos(List<Window> windows) throws SQLException {
        TreeMap<Long, Instant> anchored = anchored();
        List<Long> delays = new ArrayList<>();
        for (Window window : windows) {
            try (PreparedStatement statement = store.prepareStatement("""
                    select l.leaf_index, m.received_at
                      from message m join event e on e.message = m.receipt join leaf l on l.record = e.record
                     where m.received_at >= ? and m.received_at < ? and l.classes & ? <> 0""")) {
                statement.setTimestamp(1, Timestamp.from(window.from()));
                statement.setTimestamp(2, Timestamp.from(window.to()));
                statement.setInt(3, URGENT);
                statement.setFetchSize(FETCHED_AT_ONCE);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        // A checkpoint of size n covers the leaves 0 to n - 1; a larger one may have its receipt earlier.
                        Map.Entry<Long, Instant> first = anchored.higherEntry(row.getLong(1));
                        delays.add(first == null ? Long.MAX_VALUE
                                : Duration.between(row.getTimestamp(2).toInstant(), first.getValue()).toNanos());
                    }
                }
            }
        }
        long[] sorted = delays.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private TreeMap<Long, Instant> anchored() throws SQLException {
        TreeMap<Long, Instant> anchored = new TreeMap<>();
        try (PreparedStatement statement = store.prepareStatement("""
                select size, published_at from checkpoint_receipt
                 where sink = ? and origin = ? and length(receipt) > 0""")) {
            statement.setString(1, Ledger.SINK);
            statement.setString(2, origin);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    anchored.put(row.getLong(1), row.getTimestamp(2).toInstant());
                }
            }
        }
        return anchored;
    }

    /** Receipts that were stored in a window. */
    int anchors(Window window) throws SQLException {
        return (int) anchored().values().stream().filter(at -> !at.isBefore(window.from()) && at.isBefore(window.to())).count();
    }

    static Map<String, Object> report(long[] sorted) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("events", sorted.length);
        if (sorted.length > 0) {
            report.put("medianMillis", Pace.millis(rank(sorted, 0.5)));
            report.put("p99Millis", Pace.millis(rank(sorted, 0.99)));
            report.put("maxMillis", Pace.millis(rank(sorted, 1)));
        }
        return report;
    }

    static long rank(long[] sorted, double rank) {
        return sorted[Math.max(0, (int) Math.ceil(rank * sorted.length) - 1)];
    }
}
