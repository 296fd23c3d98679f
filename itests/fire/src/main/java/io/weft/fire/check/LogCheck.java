package io.weft.fire.check;

import io.weft.event.Reading;
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
 * signature, and then, with the verifier that auditors use, every event, payload and reading against the last checkpoint.
 */
public final class LogCheck {

    private static final int LEAVES_PER_BUNDLE = 5_000;

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

    private record Leaf(long index, long record, byte[] envelope, boolean event) {
    }

    /** @param key the log's verifier key, from elsewhere than the store */
    public Result check(Connection store, VerifierKey key) throws SQLException, MalformedProofException, InvalidProofException {
        List<Leaf> leaves = leaves(store);
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).index() != i) {
                findings.expect(false, "the log has no leaf " + i);
                return new Result(leaves.size(), 0, 0, 0);
            }
        }
        List<List<byte[]>> tree = tree(leaves);
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
        for (int from = 0; from < covered; from += LEAVES_PER_BUNDLE) {
            List<Leaf> some = leaves.subList(from, (int) Math.min(from + LEAVES_PER_BUNDLE, covered));
            Verification verified = verify(store, some, covered, note, key, prover);
            findings.expectNone(verified.failures(), "leaves do not verify");
            events += verified.events();
            readings += verified.readings();
        }
        return new Result(leaves.size(), checkpoints, events, readings);
    }

    private static List<Leaf> leaves(Connection store) throws SQLException {
        List<Leaf> leaves = new ArrayList<>();
        try (PreparedStatement statement = store.prepareStatement("""
                select l.leaf_index, l.record, coalesce(e.envelope, b.envelope), e.record is not null
                  from leaf l left join event e on e.record = l.record left join batch b on b.record = l.record
                 order by l.leaf_index""")) {
            statement.setFetchSize(5_000);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    leaves.add(new Leaf(row.getLong(1), row.getLong(2), row.getBytes(3), row.getBoolean(4)));
                }
            }
        }
        return leaves;
    }

    /** Roots of all complete subtrees, by level and index. */
    private static List<List<byte[]>> tree(List<Leaf> leaves) {
        List<List<byte[]>> levels = new ArrayList<>();
        for (TreeNode node : Merkle.append(TreeHead.EMPTY,
                leaves.stream().map(leaf -> Merkle.leafHash(leaf.envelope())).toList()).nodes()) {
            while (levels.size() <= node.level()) {
                levels.add(new ArrayList<>());
            }
            levels.get(node.level()).add(node.hash());
        }
        return levels;
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
                select e.record, e.secret, e.body, m.payload from event e join leaf l on l.record = e.record
                  join message m on m.receipt = e.message
                 where e.record = any(?) order by l.leaf_index""")) {
            statement.setArray(1, store.createArrayOf("bigint", records));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Leaf leaf = open.remove(row.getLong(1));
                    InclusionProof proof = prover.inclusion(leaf.index(), size);
                    // Each event brings its payload, also if the one before came from the same message.
                    events.add(new EventProof(payloads.size(), new EventEvidence(row.getBytes(2), leaf.envelope()),
                            row.getBytes(3), proof.index(), proof.path()));
                    payloads.add(row.getBytes(4));
                }
            }
        }
        Map<Long, List<Reading>> readings = readings(store, records);
        for (Leaf leaf : leaves) {
            if (!leaf.event() && readings.containsKey(leaf.record())) {
                open.remove(leaf.record());
                List<Reading> ofBatch = readings.get(leaf.record());
                BitSet all = new BitSet();
                all.set(0, ofBatch.size());
                batches.add(BatchProof.of(new BatchEvidence(leaf.envelope()), prover.inclusion(leaf.index(), size), ofBatch, all));
            }
        }
        if (!open.isEmpty()) {
            throw new MalformedProofException("leaves " + open.values().stream().map(Leaf::index).toList()
                    + " have no event with its message, and no batch");
        }
        return ProofVerifier.verify(bytes(new ProofBundle(note, payloads, events, batches)), new TrustAnchor.Key(key));
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
