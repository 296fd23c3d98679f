package io.weft.bench.opcua;

import io.weft.bench.hub.Store;
import io.weft.event.SourceTime;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks every few milliseconds which batches of the instance have become visible, and takes the time since the source
 * time of their oldest reading as the lag of each: never less than the true one from source time to commit.
 */
final class CommitWatch implements AutoCloseable {

    private static final long PAUSE_MILLISECONDS = 5;

    private final Connection connection;
    private final Thread thread = new Thread(this::run, "weft-bench-commits");
    private final List<long[]> lags = new ArrayList<>();
    private volatile boolean isClosing;
    private volatile String failure = "";
    private long last;

    CommitWatch(Store store, long since) throws IOException, SQLException {
        connection = store.connect();
        last = since;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (PreparedStatement statement = connection.prepareStatement(
                "select record, first_time, stored from batch where record > ? and instance = ? order by record")) {
            while (!isClosing) {
                statement.setLong(1, last);
                statement.setString(2, OpcuaSection.INSTANCE);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        last = row.getLong(1);
                        long millis = (SourceTime.ofInstant(Instant.now()) - row.getLong(2)) / 10_000;
                        if (row.getInt(3) > 0) {
                            lags.add(new long[] {millis, row.getInt(3)});
                        }
                    }
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
            }
        } catch (SQLException e) {
            failure = e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds that the given share of the readings did not exceed; to be asked after {@link #end}. */
    long percentile(double share) throws IOException {
        if (!failure.isEmpty() || lags.isEmpty()) {
            throw new IOException("no commit was seen: " + failure);
        }
        lags.sort((one, other) -> Long.compare(one[0], other[0]));
        long all = lags.stream().mapToLong(lag -> lag[1]).sum();
        long seen = 0;
        for (long[] lag : lags) {
            seen += lag[1];
            if (seen >= share * all) {
                return lag[0];
            }
        }
        return lags.get(lags.size() - 1)[0];
    }

    /** Looks no more. */
    void end() throws InterruptedException {
        isClosing = true;
        thread.join();
    }

    @Override
    public void close() throws SQLException {
        isClosing = true;
        connection.close();
    }
}
