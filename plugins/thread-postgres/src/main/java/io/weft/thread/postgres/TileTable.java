package io.weft.thread.postgres;

import io.weft.ledger.TreeNode;
import io.weft.ledger.proof.Merkle;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes of a log by tiles, as C2SP tlog-tiles has them: a tile holds up to 128 neighbouring hashes of one level, and only
 * each seventh level is kept, because the hashes of a tile give every node of the six levels above them.
 */
final class TileTable {

    private static final int HEIGHT = 7;
    static final int WIDTH = 1 << HEIGHT;
    static final int HASH_BYTES = 32;

    private final Connection connection;
    private final String origin;

    TileTable(Connection connection, String origin) {
        this.connection = connection;
        this.origin = origin;
    }

    private record Tile(int level, long number) {
    }

    /**
     * Adds the tiles that the nodes begin or go on with to a script, whole.
     *
     * @param nodes of each level by ascending index
     * @throws IllegalStateException if the nodes of a level do not follow those that are kept
     */
    void append(Script script, List<TreeNode> nodes) throws SQLException {
        Map<Tile, ByteArrayOutputStream> tiles = new LinkedHashMap<>();
        for (TreeNode node : nodes) {
            if (node.level() % HEIGHT == 0) {
                Tile tile = new Tile(node.level(), node.index() / WIDTH);
                if (!tiles.containsKey(tile)) {
                    tiles.put(tile, begun(tile));
                }
                ByteArrayOutputStream hashes = tiles.get(tile);
                if (hashes.size() != node.index() % WIDTH * HASH_BYTES) {
                    throw new IllegalStateException("log: node " + node.index() + " of level " + node.level()
                            + " does not follow the " + hashes.size() / HASH_BYTES + " of its tile");
                }
                hashes.writeBytes(node.hash());
            }
        }
        Rows rows = new Rows("log_tile", "origin text", "level int", "tile bigint", "hashes bytea");
        tiles.forEach((tile, hashes) -> rows.add(origin, tile.level(), tile.number(), hashes.toByteArray()));
        rows.insert(script, " on conflict (origin, level, tile) do update set hashes = excluded.hashes");
    }

    private ByteArrayOutputStream begun(Tile tile) throws SQLException {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream(WIDTH * HASH_BYTES);
        hashes.writeBytes(hashes(tile, 0, WIDTH));
        return hashes;
    }

    /** Empty if the subtree is not complete. */
    Optional<byte[]> node(int level, long index) throws SQLException {
        int above = level % HEIGHT;
        long first = index << above;
        byte[] hashes = hashes(new Tile(level - above, first / WIDTH), (int) (first % WIDTH), 1 << above);
        return hashes.length == HASH_BYTES << above ? Optional.of(Merkle.root(apart(hashes))) : Optional.empty();
    }

    /** What there is of so many hashes of a tile. */
    private byte[] hashes(Tile tile, int from, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select substring(hashes from ? for ?) from log_tile where origin = ? and level = ? and tile = ?")) {
            statement.setInt(1, from * HASH_BYTES + 1);
            statement.setInt(2, count * HASH_BYTES);
            statement.setString(3, origin);
            statement.setInt(4, tile.level());
            statement.setLong(5, tile.number());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : new byte[0];
            }
        }
    }

    private static List<byte[]> apart(byte[] hashes) {
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at < hashes.length; at += HASH_BYTES) {
            parts.add(Arrays.copyOfRange(hashes, at, at + HASH_BYTES));
        }
        return parts;
    }
}
