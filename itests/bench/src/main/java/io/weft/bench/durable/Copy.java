package io.weft.bench.durable;

import io.weft.bench.hub.Store;
import io.weft.event.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** COPY over one connection, by hand: the same readings into the same columns, and nothing else. */
final class Copy implements AutoCloseable {

    private static final String DATABASE = "bench_durable";
    private static final int BYTES_PER_ROW = 64;

    private final Connection connection;
    private final Synthetic synthetic = new Synthetic(Instant.now());
    private final Map<String, Integer> numbers = new HashMap<>();

    /** A database of its own on the hub's server, with the store's table and one without keys. */
    Copy(Store store) throws IOException, SQLException {
        store.createEmpty(DATABASE);
        connection = store.connect(DATABASE);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table reading_all partition of reading for values from (minvalue) to (maxvalue)");
            statement.execute("create table unkeyed (like reading)");
        }
        connection.setAutoCommit(false);
        for (Reading reading : new Synthetic(Instant.EPOCH).next(Synthetic.ITEMS)) {
            numbers.put(reading.item(), numbers.size() + 1);
        }
    }

    /** Into the partition that has the store's indexes. @return readings per second */
    double keyed(int readingsPerCommit, Duration length) throws IOException, SQLException {
        return run("reading_all", readingsPerCommit, length);
    }

    /** Into a table without any index. @return readings per second */
    double unkeyed(int readingsPerCommit, Duration length) throws IOException, SQLException {
        return run("unkeyed", readingsPerCommit, length);
    }

    private double run(String table, int readingsPerCommit, Duration length) throws IOException, SQLException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        long readings = 0;
        while (System.nanoTime() < end) {
            byte[] rows = rows(synthetic.next(readingsPerCommit));
            var copy = copies.copyIn("copy " + table + " (source_time, batch, status, item, ordinal, value) from stdin");
            copy.writeToCopy(rows, 0, rows.length);
            copy.endCopy();
            connection.commit();
            readings += readingsPerCommit;
        }
        return readings * 1e9 / (System.nanoTime() - begin);
    }

    private byte[] rows(List<Reading> readings) {
        StringBuilder text = new StringBuilder(readings.size() * BYTES_PER_ROW);
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            text.append(reading.sourceTime()).append('\t').append(1).append('\t').append(reading.status()).append('\t')
                    .append(numbers.get(reading.item()).intValue()).append('\t').append(i).append('\t')
                    .append(reading.value().orElseThrow()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
