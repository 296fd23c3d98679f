package io.weft.thread.postgres;

import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogStore;
import io.weft.ledger.PendingLeaf;
import io.weft.ledger.TreeHead;
import io.weft.thread.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The evidence log beside its records. The outbox is consumed by what is in it, so a late commit is only later. */
@Component(immediate = true)
public final class PostgresLogStore implements LogStore {

    private static final String CHECKPOINT = "select origin, size, root, signed_at, note from checkpoint c ";

    private final Sessions sessions;

    @Activate
    public PostgresLogStore(@Reference Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public int sequence(String origin, int maximum, Sequencer sequencer) throws StoreUnavailableException {
        return sessions.write(connection -> {
            if (!lock(connection, origin)) {
                return 0;
            }
            List<Outgoing> outgoing = pending(connection, maximum);
            List<PendingLeaf> leaves = outgoing.stream().map(Outgoing::leaf).toList();
            if (leaves.isEmpty()) {
                return 0;
            }
            TreeHead head = head(connection, origin);
            Appended appended = sequencer.append(head, leaves);
            if (appended.head().size() != head.size() + leaves.size()) {
                throw new IllegalArgumentException("head: size " + appended.head().size() + " does not follow "
                        + head.size() + " by " + leaves.size() + " leaves");
            }
            append(connection, origin, head.size(), outgoing, appended);
            return leaves.size();
        });
    }

    private static boolean lock(Connection connection, String origin) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            statement.setLong(1, AdvisoryLock.of("log", origin));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** @param classes as {@link ClassBits} */
    private record Outgoing(PendingLeaf leaf, short classes) {
    }

    private static List<Outgoing> pending(Connection connection, int maximum) throws SQLException {
        List<Outgoing> leaves = new ArrayList<>();
        // Nobody else takes them out: the lock is the log's, so that no row needs one.
        try (PreparedStatement statement = connection.prepareStatement("""
                (select record, leaf_hash, urgent, classes from outbox where urgent order by record limit ?)
                union all
                (select record, leaf_hash, urgent, classes from outbox where not urgent order by record limit ?) limit ?""")) {
            statement.setInt(1, maximum);
            statement.setInt(2, maximum);
            statement.setInt(3, maximum);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    leaves.add(new Outgoing(new PendingLeaf(row.getLong(1), row.getBytes(2), row.getBoolean(3)), row.getShort(4)));
                }
            }
        }
        return leaves;
    }

    private static void append(Connection connection, String origin, long size, List<Outgoing> leaves,
            Appended appended) throws SQLException {
        Rows places = new Rows("leaf", "record bigint", "origin text", "leaf_index bigint", "classes int smallint");
        long index = size;
        for (Outgoing leaf : leaves) {
            places.add(leaf.leaf().outbox(), origin, index++, (int) leaf.classes());
        }
        Script script = new Script(connection);
        new TileTable(connection, origin).append(script, appended.nodes());
        places.insert(script);
        script.add("delete from outbox where record = any(?::bigint[])",
                script.array("bigint", leaves.stream().map(leaf -> leaf.leaf().outbox()).toArray()));
        script.add("""
                insert into log (origin, size, frontier) values (?, ?, ?::bytea[])
                on conflict (origin) do update set size = excluded.size, frontier = excluded.frontier""",
                origin, appended.head().size(),
                script.array("bytea", appended.head().frontier().toArray(new byte[0][])));
        script.run();
    }

    @Override
    public TreeHead head(String origin) throws StoreUnavailableException {
        return sessions.read(connection -> head(connection, origin));
    }

    private static TreeHead head(Connection connection, String origin) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select size, frontier from log where origin = ?")) {
            statement.setString(1, origin);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new TreeHead(row.getLong(1), List.copyOf(Arrays.asList((byte[][]) row.getArray(2).getArray())))
                        : TreeHead.EMPTY;
            }
        }
    }

    @Override
    public Optional<byte[]> node(String origin, int level, long index) throws StoreUnavailableException {
        return sessions.read(connection -> new TileTable(connection, origin).node(level, index));
    }

    @Override
    public Backlog backlog() throws StoreUnavailableException {
        return sessions.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select count(*) as pending, min(created_at) as oldest from outbox");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return new Backlog(row.getLong("pending"), Timestamps.readOptional(row, "oldest"));
            }
        });
    }

    /** The first checkpoint of a size stays: sinks may hold it already. One of the same size with another root is a fork. */
    @Override
    public void save(Checkpoint checkpoint) throws StoreUnavailableException {
        byte[] root = sessions.write(connection -> {
            new Script(connection).add("""
                    insert into checkpoint (origin, size, root, signed_at, note, seal) values (?, ?, ?, ?, ?, ?)
                    on conflict (origin, size) do nothing""", checkpoint.origin(), checkpoint.size(), checkpoint.root(),
                    Timestamps.parameter(checkpoint.at()), checkpoint.note(), RowSeal.of(checkpoint.at(), checkpoint.note())).run();
            try (PreparedStatement statement = connection.prepareStatement(
                    "select root from checkpoint where origin = ? and size = ?")) {
                statement.setString(1, checkpoint.origin());
                statement.setLong(2, checkpoint.size());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getBytes(1);
                }
            }
        });
        if (!Arrays.equals(root, checkpoint.root())) {
            throw new IllegalStateException("checkpoint: size " + checkpoint.size() + " of " + checkpoint.origin()
                    + " is signed with another root already");
        }
    }

    @Override
    public Optional<Checkpoint> latest(String origin) throws StoreUnavailableException {
        return sessions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    CHECKPOINT + "where origin = ? order by size desc limit 1")) {
                statement.setString(1, origin);
                return checkpoints(statement).stream().findFirst();
            }
        });
    }

    @Override
    public Optional<Checkpoint> checkpoint(String origin, long size) throws StoreUnavailableException {
        return sessions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CHECKPOINT + "where origin = ? and size = ?")) {
                statement.setString(1, origin);
                statement.setLong(2, size);
                return checkpoints(statement).stream().findFirst();
            }
        });
    }

    @Override
    public void save(String sink, String origin, long size, byte[] receipt, Instant at) throws StoreUnavailableException {
        sessions.write(connection -> {
            new Script(connection).add("""
                    insert into checkpoint_receipt (sink, origin, size, receipt, published_at, seal) values (?, ?, ?, ?, ?, ?)
                    on conflict (sink, origin, size) do nothing""", sink, origin, size, receipt,
                    Timestamps.parameter(at), RowSeal.of(sink, origin, size, receipt, at)).run();
            return size;
        });
    }

    @Override
    public List<Checkpoint> unpublished(String sink, String origin, int maximum) throws StoreUnavailableException {
        return sessions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CHECKPOINT + """
                    where c.origin = ? and c.size > (
                        select coalesce(max(r.size), 0) from checkpoint_receipt r where r.sink = ? and r.origin = ?)
                    order by c.size limit ?""")) {
                statement.setString(1, origin);
                statement.setString(2, sink);
                statement.setString(3, origin);
                statement.setInt(4, maximum);
                return checkpoints(statement);
            }
        });
    }

    @Override
    public Published published(String sink, String origin) throws StoreUnavailableException {
        return sessions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    with last as (
                        select size, published_at from checkpoint_receipt
                         where sink = ? and origin = ? order by size desc limit 1)
                    select coalesce((select size from last), 0) as size, (select published_at from last) as at,
                           count(*) as waiting, min(signed_at) as oldest
                      from checkpoint where origin = ? and size > coalesce((select size from last), 0)""")) {
                statement.setString(1, sink);
                statement.setString(2, origin);
                statement.setString(3, origin);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return new Published(row.getLong("size"), Timestamps.readOptional(row, "at"), row.getLong("waiting"),
                            Timestamps.readOptional(row, "oldest"));
                }
            }
        });
    }

    @Override
    public Optional<byte[]> receipt(String sink, String origin, long size) throws StoreUnavailableException {
        return sessions.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select receipt from checkpoint_receipt where sink = ? and origin = ? and size = ?")) {
                statement.setString(1, sink);
                statement.setString(2, origin);
                statement.setLong(3, size);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public Map<EvidenceClass, Long> classes(String origin, long from, long to) throws StoreUnavailableException {
        return sessions.read(connection -> {
            ClassBits.Count count = new ClassBits.Count();
            try (PreparedStatement statement = connection.prepareStatement("""
                    select classes, count(*) from leaf where origin = ? and leaf_index >= ? and leaf_index < ?
                     group by classes""")) {
                statement.setString(1, origin);
                statement.setLong(2, from);
                statement.setLong(3, to);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        count.add(row.getInt(1), row.getLong(2));
                    }
                }
            }
            return count.counts();
        });
    }

    private static List<Checkpoint> checkpoints(PreparedStatement statement) throws SQLException {
        List<Checkpoint> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Checkpoint(row.getString("origin"), row.getLong("size"), row.getBytes("root"),
                        Timestamps.read(row, "signed_at"), row.getBytes("note")));
            }
        }
        return found;
    }
}
