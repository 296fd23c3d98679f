package io.weft.thread.postgres;

import io.weft.event.Reading;
import io.weft.event.SourceTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The partitions of readings by source time: one per month (UTC) of this century, and one for each side of it, so that a
 * device without a clock cannot make partitions without end. There is no default partition: it would have to be searched
 * whenever another one is attached.
 */
final class ReadingPartitions {

    private static final YearMonth FIRST = YearMonth.of(2000, 1);
    private static final YearMonth AFTER_LAST = YearMonth.of(2100, 1);

    private final Set<Partition> committed = ConcurrentHashMap.newKeySet();

    /**
     * @param first source time, inclusive; {@link Long#MIN_VALUE} for the first partition
     * @param end   source time, exclusive; {@link Long#MAX_VALUE}, itself inclusive, for the last partition
     */
    record Partition(String table, long first, long end) {

        boolean holds(long sourceTime) {
            return sourceTime >= first && (sourceTime < end || end == Long.MAX_VALUE);
        }

        private String bounds() {
            return "from (" + (first == Long.MIN_VALUE ? "minvalue" : Long.toString(first)) + ") to ("
                    + (end == Long.MAX_VALUE ? "maxvalue" : Long.toString(end)) + ")";
        }
    }

    static Partition of(long sourceTime) {
        if (sourceTime < start(FIRST)) {
            return new Partition("reading_before_" + FIRST.getYear(), Long.MIN_VALUE, start(FIRST));
        }
        if (sourceTime >= start(AFTER_LAST)) {
            return new Partition("reading_from_" + AFTER_LAST.getYear(), start(AFTER_LAST), Long.MAX_VALUE);
        }
        YearMonth month = YearMonth.from(SourceTime.toInstant(sourceTime).atOffset(ZoneOffset.UTC));
        return new Partition(String.format("reading_%04d_%02d", month.getYear(), month.getMonthValue()), start(month),
                start(month.plusMonths(1)));
    }

    /** Those that hold the readings. A month is worked out where the readings leave one, not for each of them. */
    static Set<Partition> of(List<Reading> readings) {
        Set<Partition> touched = new HashSet<>();
        Partition last = of(readings.get(0).sourceTime());
        touched.add(last);
        for (Reading reading : readings) {
            if (!last.holds(reading.sourceTime())) {
                last = of(reading.sourceTime());
                touched.add(last);
            }
        }
        return touched;
    }

    private static long start(YearMonth month) {
        return SourceTime.ofInstant(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The partition of this month and the next, so that no batch has to wait for them. */
    static Set<Partition> ahead(Instant now) {
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        return Set.of(of(start(month)), of(start(month.plusMonths(1))));
    }

    Set<Partition> missing(Collection<Partition> wanted) {
        return wanted.stream().filter(partition -> !committed.contains(partition)).collect(Collectors.toSet());
    }

    /**
     * Makes the partitions that are not there; to be committed in a transaction of its own. Attaching a finished table
     * does not stop those who read or write the others.
     */
    static void make(Connection connection, Collection<Partition> partitions) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + AdvisoryLock.of("reading partitions") + ")");
            for (Partition partition : partitions) {
                make(statement, partition);
            }
        }
    }

    private static void make(Statement statement, Partition partition) throws SQLException {
        try (ResultSet there = statement.executeQuery("select to_regclass('" + partition.table() + "') is not null")) {
            there.next();
            if (there.getBoolean(1)) {
                return;
            }
        }
        statement.execute("create table " + partition.table() + " (like reading including defaults)");
        statement.execute("alter table reading attach partition " + partition.table() + " for values "
                + partition.bounds());
    }

    /** To be called after the commit. */
    void remember(Collection<Partition> partitions) {
        committed.addAll(partitions);
    }
}
