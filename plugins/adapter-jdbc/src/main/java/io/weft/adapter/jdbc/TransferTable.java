package io.weft.adapter.jdbc;

import io.weft.adapter.Intake;
import io.weft.adapter.IntakeUnavailableException;
import io.weft.adapter.RawMessage;
import io.weft.adapter.Receipt;
import io.weft.settings.Faults;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes rows on a thread of its own: selects a batch, which the statement may lock, offers each row to intake, marks it
 * after the store's commit, and commits the marks. A row that intake does not take stays unmarked and unlocked, and so do
 * those behind it.
 */
final class TransferTable {

    private static final Logger LOG = LoggerFactory.getLogger(TransferTable.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final String TOO_LARGE = "TOO_LARGE";

    private final JdbcSourceSettings settings;
    private final Drivers drivers;
    private final Supplier<Optional<Intake>> intake;
    private final Clock clock;
    private final Faults faults;
    private final Counters counters = new Counters();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Optional<Connection> open = Optional.empty();
    private volatile boolean tried;

    TransferTable(JdbcSourceSettings settings, Drivers drivers, Supplier<Optional<Intake>> intake, Clock clock) {
        this.settings = settings;
        this.drivers = drivers;
        this.intake = intake;
        this.clock = clock;
        this.faults = new Faults(settings.instance());
        this.thread = new Thread(this::run, "weft-" + settings.instance());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(STOP_PATIENCE.toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(STOP_PATIENCE.toMillis());
        }
    }

    boolean isTried() {
        return tried;
    }

    List<String> faults() {
        return faults.lines();
    }

    JdbcStatistics statistics() {
        return counters.read();
    }

    private void run() {
        try {
            while (!isStopping()) {
                Duration pause = round();
                tried = true;
                stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // Only stop() interrupts; the thread ends.
            LOG.debug("{} ends", settings.instance());
        } finally {
            disconnect();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** @return until the next round; none while there is more to take */
    private Duration round() {
        try {
            Connection connection = connection();
            List<Row> rows = select(connection);
            Optional<Duration> pause = take(connection, rows);
            connection.commit();
            faults.clear("url", settings.login().url());
            return pause.orElse(rows.size() == settings.batch() ? Duration.ZERO : settings.poll());
        } catch (SQLException | RuntimeException e) {
            disconnect();
            faults.raise("url", settings.login().url(), "cannot be worked on: " + e);
            return settings.poll();
        }
    }

    private Connection connection() throws SQLException {
        if (open.isEmpty()) {
            open = Optional.of(settings.login().open(drivers.driver(settings.login()), Runnable::run));
        }
        return open.get();
    }

    /** Closing ends the locks: rows that were not marked are anybody's again. */
    private void disconnect() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (SQLException e) {
            LOG.debug("{}: the connection did not close", settings.instance(), e);
        }
        open = Optional.empty();
    }

    private List<Row> select(Connection connection) throws SQLException {
        try (PreparedStatement statement = settings.select().prepare(connection, Map.of(),
                settings.login().timeoutSeconds())) {
            statement.setMaxRows(settings.batch());
            List<Row> rows = new ArrayList<>();
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    rows.add(Row.read(results, settings));
                }
            }
            return rows;
        }
    }

    /** @return how long to wait if intake did not take a row */
    private Optional<Duration> take(Connection connection, List<Row> rows) throws SQLException {
        for (Row row : rows) {
            if (isStopping()) {
                return Optional.of(Duration.ZERO);
            }
            if (row.payload().length > settings.maximumBytes()) {
                counters.tooLarge();
                faults.raise("maximumBytes", row.id().toString(), "is the id of a row larger than "
                        + settings.maximumBytes() + " bytes; it is marked " + TOO_LARGE + " and was not taken");
                mark(connection, row, TOO_LARGE, "");
                continue;
            }
            try {
                Receipt receipt = offer(row);
                counters.taken(receipt.outcome());
                mark(connection, row, receipt.outcome().name(), receipt.id().toString());
            } catch (IntakeUnavailableException e) {
                counters.refused();
                faults.raise("intake", settings.instance(), "cannot store: " + e.getMessage() + "; rows wait");
                return Optional.of(within(e.retryAfter()));
            }
        }
        return Optional.empty();
    }

    private Receipt offer(Row row) throws IntakeUnavailableException {
        Intake present = intake.get().orElseThrow(() ->
                new IntakeUnavailableException("the ingest route is not there", Duration.ofMillis(200), null));
        try {
            Receipt receipt = present.accept(new RawMessage(settings.instance(), settings.system(), settings.format(),
                    Optional.of(row.id().toString()), settings.epoch(), clock.instant(),
                    Map.of("row-id", row.id().toString()), row.payload()));
            faults.clear("intake", settings.instance());
            return receipt;
        } catch (RuntimeException e) {
            throw new IntakeUnavailableException("it failed: " + e, LONGEST_PAUSE, e);
        }
    }

    private void mark(Connection connection, Row row, String outcome, String receipt) throws SQLException {
        Map<String, Object> values = new HashMap<>();
        values.put("id", row.id());
        values.put("outcome", outcome);
        values.put("receipt", receipt);
        try (PreparedStatement statement = settings.mark().prepare(connection, values,
                settings.login().timeoutSeconds())) {
            int marked = statement.executeUpdate();
            if (marked != 1) {
                throw new SQLException("mark changed " + marked + " rows for id " + row.id() + " and has to change one");
            }
        }
    }

    private static Duration within(Duration asked) {
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE
                : asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
    }
}
