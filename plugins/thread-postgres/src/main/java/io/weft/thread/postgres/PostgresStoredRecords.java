package io.weft.thread.postgres;

import io.weft.ledger.LogStore;
import io.weft.ledger.check.BatchRow;
import io.weft.ledger.check.EventRow;
import io.weft.ledger.check.Finding;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.StoredRecords;
import io.weft.thread.StoreUnavailableException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is stored, for the self-check; each call is a read-only transaction of its own. */
@Component
public final class PostgresStoredRecords implements StoredRecords {

    /** For what reads whole tables; the pool's own patience is for statements that find rows. */
    private static final int PATIENCE_MILLIS = (int) Duration.ofHours(2).toMillis();

    private final Sessions sessions;
    private final ExplainingTime explaining = new ExplainingTime(System::nanoTime, Duration.ofSeconds(10));

    @Activate
    public PostgresStoredRecords(@Reference Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Page<UUID> messages(Walk walk) throws StoreUnavailableException {
        return byIndex(connection -> new CheckedMessages(connection).page(walk));
    }

    @Override
    public Page<UUID> message(UUID receipt) throws StoreUnavailableException {
        return byIndex(connection -> new CheckedMessages(connection).of(receipt));
    }

    @Override
    public Page<String> leads(Walk walk) throws StoreUnavailableException {
        return sessions.read(connection -> new CheckedLeads(connection).page(walk));
    }

    @Override
    public Page<EventRow> events(Walk walk) throws StoreUnavailableException {
        return byIndex(connection -> new CheckedEvents(connection, explaining).page(walk));
    }

    @Override
    public Page<EventRow> event(String eventId) throws StoreUnavailableException {
        return byIndex(connection -> new CheckedEvents(connection, explaining).of(eventId));
    }

    @Override
    public Page<BatchRow> batches(Walk walk) throws StoreUnavailableException {
        return byIndex(connection -> new CheckedBatches(connection).page(walk));
    }

    @Override
    public Page<BatchRow> batch(UUID id) throws StoreUnavailableException {
        return byIndex(connection -> new CheckedBatches(connection).of(id));
    }

    @Override
    public Optional<String> past(Kind kind, Walk walk) throws StoreUnavailableException {
        return byIndex(connection -> new CheckedKeys(connection).past(kind, walk));
    }

    @Override
    public Page<LeafRow> leaves(Walk walk) throws StoreUnavailableException {
        return sessions.read(connection -> new CheckedTree(connection).leaves(walk));
    }

    @Override
    public Optional<LeafRow> leaf(String origin, long index) throws StoreUnavailableException {
        return patiently(connection -> new CheckedTree(connection).leaf(origin, index));
    }

    @Override
    public Optional<byte[]> tile(String origin, int level, long number) throws StoreUnavailableException {
        return sessions.read(connection -> new CheckedTree(connection).tile(origin, level, number));
    }

    @Override
    public Page<TileRow> tiles(Walk walk) throws StoreUnavailableException {
        return sessions.read(connection -> new CheckedTree(connection).tiles(walk));
    }

    @Override
    public OptionalLong indexOf(String origin, byte[] leafHash) throws StoreUnavailableException {
        return patiently(connection -> new CheckedTree(connection).indexOf(origin, leafHash));
    }

    @Override
    public List<LogRow> logs() throws StoreUnavailableException {
        return sessions.read(connection -> new CheckedTree(connection).logs());
    }

    @Override
    public Page<CheckpointRow> checkpoints(Walk walk) throws StoreUnavailableException {
        return sessions.read(connection -> new CheckedTree(connection).checkpoints(walk));
    }

    @Override
    public List<CheckpointRow> checkpoint(long size) throws StoreUnavailableException {
        return sessions.read(connection -> new CheckedTree(connection).checkpoint(size));
    }

    @Override
    public Optional<CheckpointRow> checkpointUpTo(String origin, long size) throws StoreUnavailableException {
        return sessions.read(connection -> new CheckedTree(connection).checkpointUpTo(origin, size));
    }

    @Override
    public List<BatchRow.ReadingRow> strays(BatchRow batch, int ordinal) throws StoreUnavailableException {
        return patiently(connection -> new CheckedBatches(connection).strays(batch, ordinal));
    }

    @Override
    public Optional<Item> item(int number) throws StoreUnavailableException {
        return sessions.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select instance, item from item where id = " + number)) {
                return row.next() ? Optional.of(new Item(row.getString(1), row.getString(2))) : Optional.empty();
            }
        });
    }

    @Override
    public List<Finding> totals() throws StoreUnavailableException {
        List<Finding> findings = new ArrayList<>();
        for (Sessions.Work<List<Finding>> comparison : CheckedTotals.comparisons()) {
            findings.addAll(patiently(comparison));
        }
        return findings;
    }

    @Override
    public LogStore.Backlog backlog() throws StoreUnavailableException {
        return new PostgresLogStore(sessions).backlog();
    }

    @Override
    public Optional<String> somewhere(Kind kind) throws StoreUnavailableException {
        return sessions.read(connection -> switch (kind) {
            case MESSAGE -> new RandomRow(connection).message();
            case EVENT -> new RandomRow(connection).event();
            case BATCH -> new RandomRow(connection).batch();
            case CHECKPOINT, SINK, TILE, LEAF, LEAD, READING ->
                    throw new IllegalArgumentException("kind: " + kind + " is not walked from a random place");
        });
    }

    private <T> T byIndex(Sessions.Work<T> work) throws StoreUnavailableException {
        return sessions.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(IndexPlans.SQL);
            }
            return work.on(connection);
        });
    }

    private <T> T patiently(Sessions.Work<T> work) throws StoreUnavailableException {
        return sessions.read(connection -> {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            try {
                return work.on(connection);
            } finally {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        });
    }
}
