package io.weft.fire.check;

import io.weft.event.Reading;
import io.weft.ledger.LogStore;
import io.weft.ledger.TreeHead;
import io.weft.ledger.TreeNode;
import io.weft.ledger.proof.BatchEvidence;
import io.weft.ledger.proof.BatchProof;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.EventEvidence;
import io.weft.ledger.proof.EventProof;
import io.weft.ledger.proof.InclusionProof;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.MerkleProver;
import io.weft.ledger.proof.ProofBundle;
import io.weft.ledger.proof.ProofVerifier;
import io.weft.ledger.proof.TrustAnchor;
import io.weft.ledger.proof.Verification;
import io.weft.ledger.proof.VerifierKey;
import io.weft.thread.postgres.StoredBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recomputes the whole log from the records, without a hub: the tree from the envelopes, every checkpoint's root and
 * signature, and then, with the verifier that auditors use, events, payloads and readings against the last checkpoint:
 * every one, or of a large log some thousands in a row, here and there.
 */
public final class LogCheck {

    private static final int LEAVES_PER_BUNDLE = 5_000;
    private static final int FETCHED_AT_ONCE = 5_000;

    private final Findings findings;

    public LogCheck(Findings findings) {
        this.findings = findings;
    }

    /** How much was recomputed. */
    public record Result(long leaves, int checkpoints, long events, long readings) {

        public Map<String, Object> report() {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("leaves", leaves);
            report.put("checkpoints", checkpoints);
            report.put("eventsVerified", events);
            report.put("readingsVerified", readings);
            return report;
        }
    }

    private record Leaf(long index, long record) {
    }

    /**
     * @param key    the log's verifier key, from elsewhere than the store
     * @param proven how many leaves are proven, about; of more than that, each so many in a row and evenly spread
     */
    public Result check(Connection store, VerifierKey key, int proven)
            throws SQLException, MalformedProofException, InvalidProofException {
        long outside = outside(store);
        findings.expect(outside == 0, outside + " records have no place in the log");
        List<Leaf> leaves = new ArrayList<>();
        List<List<byte[]>> tree = tree(store, leaves);
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).index() != i) {
                findings.expect(false, "the log has no leaf " + i);
                return new Result(leaves.size(), 0, 0, 0);
            }
        }
        MerkleProver<RuntimeException> prover = new MerkleProver<>((level, index) -> tree.get(level).get((int) index));
        Optional<CheckpointText> last = Optional.empty();
        int checkpoints = 0;
        byte[] note = {};
        try (PreparedStatement statement = store.prepareStatement("select note from checkpoint order by size");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                note = row.getBytes(1);
                CheckpointText text = CheckpointText.verify(note, key);
                boolean same = text.size() <= leaves.size() && Arrays.equals(prover.root(text.size()), text.root());
                findings.expect(same, "the checkpoint at " + text.size() + " does not follow from the leaves");
                last = Optional.of(text);
                checkpoints++;
            }
        }
        findings.expect(last.isPresent(), "the log has no checkpoint");
        long covered = last.map(CheckpointText::size).orElse(0L);
        findings.expect(covered == leaves.size(), "the last checkpoint covers " + covered + " of " + leaves.size() + " leaves");
        long events = 0;
        long readings = 0;
        long step = LEAVES_PER_BUNDLE * Math.max(1, covered / Math.max(1, proven));
        for (long begin = 0; begin < covered; begin += step) {
            int from = (int) begin;
            List<Leaf> some = leaves.subList(from, (int) Math.min(from + LEAVES_PER_BUNDLE, covered));
            Verification verified = verify(store, some, covered, note, key, prover);
            findings.expectNone(verified.failures(), "leaves do not verify");
            events += verified.events();
            readings += verified.readings();
        }
        return new Result(leaves.size(), checkpoints, events, readings);
    }

    /** Records without a leaf: those that wait, too. */
    private static long outside(Connection store) throws SQLException {
        try (PreparedStatement statement = store.prepareStatement("""
                select (select count(*) from event e where not exists (select from leaf l where l.record = e.record))
                     + (select count(*) from batch b where b.envelope is not null
                           and not exists (select from leaf l where l.record = b.record))""");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Reads the leaves in order and keeps no envelope.
     *
     * @return roots of all complete subtrees, by level and index
     */
    private static List<List<byte[]>> tree(Connection store, List<Leaf> leaves) throws SQLException {
        List<List<byte[]>> levels = new ArrayList<>();
        TreeHead head = TreeHead.EMPTY;
        List<byte[]> hashes = new ArrayList<>(FETCHED_AT_ONCE);
        try (PreparedStatement statement = store.prepareStatement("""
                select l.leaf_index, l.record, coalesce(e.envelope, b.envelope)
                  from leaf l left join event e on e.record = l.record left join batch b on b.record = l.record
                 order by l.leaf_index""")) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    leaves.add(new Leaf(row.getLong(1), row.getLong(2)));
                    hashes.add(Merkle.leafHash(row.getBytes(3)));
                    if (hashes.size() == FETCHED_AT_ONCE) {
                        head = append(head, hashes, levels);
                    }
                }
            }
        }
        append(head, hashes, levels);
        return levels;
    }

    private static TreeHead append(TreeHead head, List<byte[]> hashes, List<List<byte[]>> levels) {
        LogStore.Appended appended = Merkle.append(head, hashes);
        for (TreeNode node : appended.nodes()) {
            while (levels.size() <= node.level()) {
                levels.add(new ArrayList<>());
            }
            levels.get(node.level()).add(node.hash());
        }
        hashes.clear();
        return appended.head();
    }

    private static Verification verify(Connection store, List<Leaf> leaves, long size, byte[] note, VerifierKey key,
            MerkleProver<RuntimeException> prover) throws SQLException, MalformedProofException, InvalidProofException {
        List<byte[]> payloads = new ArrayList<>();
        List<EventProof> events = new ArrayList<>();
        List<BatchProof> batches = new ArrayList<>();
        Map<Long, Leaf> open = new LinkedHashMap<>();
        leaves.forEach(leaf -> open.put(leaf.record(), leaf));
        Long[] records = open.keySet().toArray(Long[]::new);
        try (PreparedStatement statement = store.prepareStatement("""
                select e.record, e.secret, e.body, m.payload, e.envelope from event e join leaf l on l.record = e.record
                  join message m on m.receipt = e.message
                 where e.record = any(?) order by l.leaf_index""")) {
            statement.setArray(1, store.createArrayOf("bigint", records));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Leaf leaf = open.remove(row.getLong(1));
                    InclusionProof proof = prover.inclusion(leaf.index(), size);
                    // Each event brings its payload, also if the one before came from the same message.
                    events.add(new EventProof(payloads.size(), new EventEvidence(row.getBytes(2), row.getBytes(5)),
                            StoredBody.canonical(row.getBytes(3)), proof.index(), proof.path()));
                    payloads.add(row.getBytes(4));
                }
            }
        }
        Map<Long, byte[]> envelopes = envelopes(store, records);
        Map<Long, List<Reading>> readings = readings(store, records);
        for (Leaf leaf : leaves) {
            if (readings.containsKey(leaf.record())) {
                open.remove(leaf.record());
                List<Reading> ofBatch = readings.get(leaf.record());
                BitSet all = new BitSet();
                all.set(0, ofBatch.size());
                batches.add(BatchProof.of(new BatchEvidence(envelopes.get(leaf.record())), prover.inclusion(leaf.index(), size),
                        ofBatch, all));
            }
        }
        if (!open.isEmpty()) {
            throw new MalformedProofException("leaves " + open.values().stream().map(Leaf::index).toList()
                    + " have no event with its message, and no batch");
        }
        return ProofVerifier.verify(bytes(new ProofBundle(note, payloads, events, batches)), new TrustAnchor.Key(key));
    }

    private static Map<Long, byte[]> envelopes(Connection store, Long[] batches) throws SQLException {
        Map<Long, byte[]> byBatch = new HashMap<>();
        try (PreparedStatement statement = store.prepareStatement("select record, envelope from batch where record = any(?)")) {
            statement.setArray(1, store.createArrayOf("bigint", batches));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    byBatch.put(row.getLong(1), row.getBytes(2));
                }
            }
        }
        return byBatch;
    }

    private static Map<Long, List<Reading>> readings(Connection store, Long[] batches) throws SQLException {
        Map<Long, List<Reading>> byBatch = new HashMap<>();
        try (PreparedStatement statement = store.prepareStatement("""
                select r.batch, i.item, r.source_time, r.value, r.status from reading r join item i on i.id = r.item
                 where r.batch = any(?) order by r.batch, r.ordinal""")) {
            statement.setArray(1, store.createArrayOf("bigint", batches));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    byBatch.computeIfAbsent(row.getLong(1), batch -> new ArrayList<>()).add(new Reading(row.getString(2),
                            row.getLong(3), Optional.ofNullable(row.getBigDecimal(4)), row.getLong(5)));
                }
            }
        }
        return byBatch;
    }

    private static byte[] bytes(ProofBundle bundle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            bundle.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
