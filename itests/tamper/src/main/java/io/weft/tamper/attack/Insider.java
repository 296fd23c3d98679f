package io.weft.tamper.attack;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.ledger.LogStore.Appended;
import io.weft.ledger.TreeHead;
import io.weft.ledger.TreeNode;
import io.weft.ledger.file.KeyFile;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.EventEvidence;
import io.weft.ledger.proof.EventOpening;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.MerkleProver;
import io.weft.ledger.proof.NoteSigner;
import io.weft.mapping.MappedEvent;
import io.weft.model.hash.CbvEventHash;
import io.weft.thread.postgres.StoredBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Owns database, disk and the hub's key. Rewrites one event and makes everything that is his agree with it: its entry, the
 * tree, every checkpoint, each signed anew, and the copy beside the key. Seals that do not fit any more he takes away.
 */
public final class Insider {

    private static final int TILE_HEIGHT = 7;
    private static final int TILE_WIDTH = 1 << TILE_HEIGHT;
    private static final int HASH = 32;

    private final Connection database;
    private final Path keyFile;
    private final String origin;

    /** @param database as superuser, without autocommit */
    public Insider(Connection database, Path keyFile, String origin) {
        this.database = database;
        this.keyFile = keyFile;
        this.origin = origin;
    }

    /** @return the eventID of the event that says something else now */
    public String rewrite() throws Exception {
        Forged forged = forge();
        List<byte[]> leaves = leaves();
        leaves.set((int) forged.leaf(), forged.evidence().leafHash());
        Appended tree = Merkle.append(TreeHead.EMPTY, leaves);
        tiles(tree);
        checkpoints(tree, leaves.size());
        database.commit();
        return forged.event().id().uri();
    }

    private record Forged(Event event, EventEvidence evidence, long leaf) {
    }

    /** Ten times as much of it. */
    private Forged forge() throws Exception {
        try (Statement statement = database.createStatement(); ResultSet row = statement.executeQuery("""
                select e.event_id, e.body, e.secret, e.envelope, e.classes, l.leaf_index, m.payload, m.instance, m.id_kind, m.epoch,
                       m.message_id_text
                  from event e join leaf l on l.record = e.record join message m on m.receipt = e.message
                 where e.declaration = '' and e.type = 'OBJECT'
                   and l.leaf_index < (select max(size) from checkpoint)
                 order by l.leaf_index""")) {
            Map<String, Object> members = withQuantity(row);
            Event event = Event.of(raised(members), new EventId(row.getString("event_id")));
            EventOpening before = new EventOpening(new EventEvidence(row.getBytes("secret"), row.getBytes("envelope")));
            MessageId id = new MessageId(row.getString("instance"), MessageId.Kind.valueOf(row.getString("id_kind")),
                    row.getString("epoch"), row.getString("message_id_text"));
            RawMessage message = new RawMessage(id.instance(), "", "", Optional.empty(), id.epoch(), before.receivedAt(), Map.of(),
                    row.getBytes("payload"));
            EventEvidence evidence = EventEvidence.of(row.getBytes("secret"), new MappedEvent(event, before.classes()), message, id,
                    before.mapping());
            try (PreparedStatement update = database.prepareStatement("""
                    update event set body = ?, envelope = ?, content_digest = ?, cbv_hash = ?, seal = null where event_id = ? and declaration = ''""")) {
                update.setBytes(1, event.body());
                update.setBytes(2, evidence.envelope());
                update.setBytes(3, event.contentDigest());
                update.setString(4, new CbvEventHash().hash(event));
                update.setString(5, row.getString("event_id"));
                update.executeUpdate();
            }
            return new Forged(event, evidence, row.getLong("leaf_index"));
        }
    }

    /** Goes on to the first event that names one. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> withQuantity(ResultSet row) throws Exception {
        while (row.next()) {
            byte[] body = StoredBody.canonical(row.getBytes("body"));
            if (new String(body, StandardCharsets.UTF_8).contains("\"quantity\":")) {
                return (Map<String, Object>) CanonicalJson.read(body);
            }
        }
        throw new IllegalStateException("no event has a quantity");
    }

    private static Map<String, Object> raised(Map<String, Object> members) {
        Map<String, Object> raised = new LinkedHashMap<>();
        members.forEach((name, value) -> raised.put(name, raised(name, value)));
        return raised;
    }

    @SuppressWarnings("unchecked")
    private static Object raised(String name, Object value) {
        if (name.equals("quantity") && value instanceof Number number) {
            return new BigDecimal(number.toString()).movePointRight(1);
        }
        if (value instanceof Map<?, ?> map) {
            return raised((Map<String, Object>) map);
        }
        return value instanceof List<?> list ? list.stream().map(each -> raised("", each)).toList() : value;
    }

    private List<byte[]> leaves() throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select hashes from log_tile where level = 0 order by tile")) {
            while (row.next()) {
                byte[] hashes = row.getBytes(1);
                for (int i = 0; i < hashes.length; i += HASH) {
                    leaves.add(Arrays.copyOfRange(hashes, i, i + HASH));
                }
            }
        }
        return leaves;
    }

    private void tiles(Appended tree) throws SQLException {
        Map<List<Long>, ByteArrayOutputStream> tiles = new LinkedHashMap<>();
        for (TreeNode node : tree.nodes()) {
            if (node.level() % TILE_HEIGHT == 0) {
                tiles.computeIfAbsent(List.of((long) node.level(), node.index() / TILE_WIDTH), any -> new ByteArrayOutputStream())
                        .writeBytes(node.hash());
            }
        }
        try (PreparedStatement update = database.prepareStatement("update log_tile set hashes = ? where level = ? and tile = ?");
                PreparedStatement head = database.prepareStatement("update log set frontier = ?")) {
            for (Map.Entry<List<Long>, ByteArrayOutputStream> tile : tiles.entrySet()) {
                update.setBytes(1, tile.getValue().toByteArray());
                update.setInt(2, tile.getKey().get(0).intValue());
                update.setLong(3, tile.getKey().get(1));
                update.addBatch();
            }
            update.executeBatch();
            head.setArray(1, database.createArrayOf("bytea", tree.head().frontier().toArray(new byte[0][])));
            head.executeUpdate();
        }
    }

    private void checkpoints(Appended tree, long size) throws Exception {
        NoteSigner signer = signer();
        Map<List<Long>, byte[]> nodes = new LinkedHashMap<>();
        tree.nodes().forEach(node -> nodes.put(List.of((long) node.level(), node.index()), node.hash()));
        MerkleProver<RuntimeException> prover = new MerkleProver<>((level, index) -> nodes.get(List.of((long) level, index)));
        byte[] newest = null;
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select size from checkpoint order by size");
                PreparedStatement update = database.prepareStatement("update checkpoint set root = ?, note = ?, seal = null where size = ?")) {
            while (row.next()) {
                byte[] root = prover.root(row.getLong(1));
                newest = signer.sign(new CheckpointText(origin, row.getLong(1), root));
                update.setBytes(1, root);
                update.setBytes(2, newest);
                update.setLong(3, row.getLong(1));
                update.addBatch();
            }
            update.executeBatch();
        }
        Files.write(keyFile.resolveSibling(keyFile.getFileName() + ".last"), newest);
    }

    private NoteSigner signer() throws IOException {
        KeyPair pair = new KeyFile("keyFile", keyFile).read();
        return new NoteSigner(origin, pair.getPrivate(), pair.getPublic());
    }
}
