package io.weft.thread.postgres;

import io.weft.ledger.check.StoredRecords.CheckpointRow;
import io.weft.ledger.check.StoredRecords.LeafRow;
import io.weft.ledger.check.StoredRecords.LogRow;
import io.weft.ledger.check.StoredRecords.Page;
import io.weft.ledger.check.StoredRecords.ReceiptRow;
import io.weft.ledger.check.StoredRecords.TileRow;
import io.weft.ledger.check.StoredRecords.Walk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The log as it is stored: leaves, tiles, head, checkpoints. Origins are named and not chosen, so that a strange one is seen. */
final class CheckedTree {

    private static final String CHECKPOINT = "select c.origin, c.size, c.root, c.signed_at, c.note, c.seal from checkpoint c ";

    private final Connection connection;

    CheckedTree(Connection connection) {
        this.connection = connection;
    }

    Page<LeafRow> leaves(Walk walk) throws SQLException {
        TreeCursor after = TreeCursor.of(walk, 1);
        List<LeafRow> bare = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select origin, leaf_index, record from leaf where (origin, leaf_index) > (?, ?) order by origin, leaf_index limit ?""")) {
            statement.setString(1, after.origin());
            statement.setLong(2, after.number(0));
            statement.setInt(3, walk.limit());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    bare.add(new LeafRow(row.getString(1), row.getLong(2), row.getLong(3), Optional.empty(), Optional.empty()));
                }
            }
        }
        Map<Long, byte[]> hashes = leafHashes(bare.stream().map(LeafRow::record).toArray());
        List<LeafRow> rows = bare.stream().map(leaf -> new LeafRow(leaf.origin(), leaf.index(), leaf.record(),
                Optional.ofNullable(hashes.get(leaf.record())), Optional.empty())).toList();
        LeafRow last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
        return new Page<>(rows, List.of(), rows.size() < walk.limit() ? Optional.empty() : Optional.of(last.origin() + " " + last.index()));
    }

    /** Leaf hashes (RFC 9162, 2.1.1) of the entries as they are now, by record number. */
    private Map<Long, byte[]> leafHashes(Object[] records) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(IndexPlans.SQL);
        }
        Map<Long, byte[]> hashes = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select record, sha256('\\x00'::bytea || envelope) from batch where record = any(?) and envelope is not null
                union all select record, sha256('\\x00'::bytea || envelope) from event where record = any(?)""")) {
            statement.setArray(1, connection.createArrayOf("bigint", records));
            statement.setArray(2, connection.createArrayOf("bigint", records));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    hashes.put(row.getLong(1), row.getBytes(2));
                }
            }
        }
        return hashes;
    }

    Optional<LeafRow> leaf(String origin, long index) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select record from leaf where origin = ? and leaf_index = ?")) {
            statement.setString(1, origin);
            statement.setLong(2, index);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long record = row.getLong(1);
                return Optional.of(new LeafRow(origin, index, record,
                        Optional.ofNullable(leafHashes(new Object[] {record}).get(record)), holder(record)));
            }
        }
    }

    private Optional<String> holder(long record) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select 'batch ' || id from batch where record = ? union all select 'event ' || event_id from event where record = ?""")) {
            statement.setLong(1, record);
            statement.setLong(2, record);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    Optional<byte[]> tile(String origin, int level, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select hashes from log_tile where origin = ? and level = ? and tile = ?")) {
            statement.setString(1, origin);
            statement.setInt(2, level);
            statement.setLong(3, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    Page<TileRow> tiles(Walk walk) throws SQLException {
        TreeCursor after = TreeCursor.of(walk, 2);
        try (PreparedStatement statement = connection.prepareStatement("""
                select origin, level, tile, hashes from log_tile
                 where (origin, level, tile) > (?, ?, ?) order by origin, level, tile limit ?""")) {
            statement.setString(1, after.origin());
            statement.setLong(2, after.number(0));
            statement.setLong(3, after.number(1));
            statement.setInt(4, walk.limit());
            List<TileRow> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new TileRow(row.getString(1), row.getInt(2), row.getLong(3), row.getBytes(4)));
                }
            }
            TileRow last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            return new Page<>(rows, List.of(), rows.size() < walk.limit() ? Optional.empty()
                    : Optional.of(last.origin() + " " + last.level() + " " + last.number()));
        }
    }

    OptionalLong indexOf(String origin, byte[] leafHash) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select tile, position(? in hashes) from log_tile
                 where origin = ? and level = 0 and position(? in hashes) % 32 = 1 limit 1""")) {
            statement.setBytes(1, leafHash);
            statement.setString(2, origin);
            statement.setBytes(3, leafHash);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1) * TileTable.WIDTH + (row.getLong(2) - 1) / TileTable.HASH_BYTES)
                        : OptionalLong.empty();
            }
        }
    }

    List<LogRow> logs() throws SQLException {
        List<LogRow> logs = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select g.origin, g.size, g.frontier,
                       least(coalesce((select max(leaf_index)::numeric + 1 from leaf l where l.origin = g.origin), 0), %1$d)::bigint,
                       least(coalesce((select t.tile::numeric * 128 + octet_length(t.hashes) / 32 from log_tile t
                                  where t.origin = g.origin and t.level = 0 order by t.tile desc limit 1), 0), %1$d)::bigint
                  from log g order by 1""".formatted(Long.MAX_VALUE));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                logs.add(new LogRow(row.getString(1), row.getLong(2), List.of((byte[][]) row.getArray(3).getArray()), row.getLong(4),
                        row.getLong(5)));
            }
        }
        return logs;
    }

    Page<CheckpointRow> checkpoints(Walk walk) throws SQLException {
        String[] after = walk.after().map(cursor -> cursor.split(" ", 2)).orElse(new String[] {Long.toString(Long.MIN_VALUE), ""});
        try (PreparedStatement statement = connection.prepareStatement(
                CHECKPOINT + "where (c.size, c.origin) > (?, ?) order by c.size, c.origin limit ?")) {
            statement.setLong(1, Long.parseLong(after[0]));
            statement.setString(2, after[1]);
            statement.setInt(3, walk.limit());
            List<CheckpointRow> rows = read(statement);
            CheckpointRow last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            return new Page<>(rows, List.of(), rows.size() < walk.limit() ? Optional.empty() : Optional.of(last.size() + " "
                    + last.origin()));
        }
    }

    List<CheckpointRow> checkpoint(long size) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHECKPOINT + "where c.size = ?")) {
            statement.setLong(1, size);
            return read(statement);
        }
    }

    Optional<CheckpointRow> checkpointUpTo(String origin, long size) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                CHECKPOINT + "where c.origin = ? and c.size <= ? order by c.size desc limit 1")) {
            statement.setString(1, origin);
            statement.setLong(2, size);
            return read(statement).stream().findFirst();
        }
    }

    private List<CheckpointRow> read(PreparedStatement statement) throws SQLException {
        List<CheckpointRow> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Instant signedAt = Timestamps.read(row, "signed_at");
                byte[] note = row.getBytes("note");
                rows.add(new CheckpointRow(row.getString("origin"), row.getLong("size"), row.getBytes("root"), signedAt, note,
                        RowSeal.differing(row.getBytes("seal"), List.of("signed_at", "note"), signedAt, note), List.of()));
            }
        }
        return receipts(rows);
    }

    private List<CheckpointRow> receipts(List<CheckpointRow> rows) throws SQLException {
        List<CheckpointRow> with = new ArrayList<>();
        for (CheckpointRow row : rows) {
            List<ReceiptRow> receipts = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "select sink, receipt from checkpoint_receipt where origin = ? and size = ? order by sink")) {
                statement.setString(1, row.origin());
                statement.setLong(2, row.size());
                try (ResultSet receipt = statement.executeQuery()) {
                    while (receipt.next()) {
                        receipts.add(new ReceiptRow(receipt.getString(1), receipt.getBytes(2)));
                    }
                }
            }
            with.add(new CheckpointRow(row.origin(), row.size(), row.root(), row.signedAt(), row.note(), row.differing(), receipts));
        }
        return with;
    }
}
