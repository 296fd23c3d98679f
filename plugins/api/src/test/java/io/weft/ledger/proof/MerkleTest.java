package io.weft.ledger.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Digests;
import io.weft.ledger.LogStore.Appended;
import io.weft.ledger.TreeHead;
import io.weft.ledger.TreeNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTest {

    /** Every size up to here: all shapes of the right edge, complete and not. */
    private static final int SIZES = 70;

    private final List<byte[]> leaves = IntStream.range(0, SIZES)
            .mapToObj(i -> Merkle.leafHash(ByteBuffer.allocate(4).putInt(i).array())).toList();
    private final Map<String, byte[]> nodes = new HashMap<>();
    private final MerkleProver<RuntimeException> prover =
            new MerkleProver<>((level, index) -> nodes.get(level + "/" + index));

    MerkleTest() {
        remember(Merkle.append(TreeHead.EMPTY, leaves).nodes());
    }

    @Test
    void knownAnswersOfTheReferenceImplementation() throws Exception {
        List<byte[]> entries = new ArrayList<>();
        Map<Long, byte[]> roots = new HashMap<>();
        int checked = 0;
        for (String[] line : Vectors.lines("merkle.txt")) {
            switch (line[0]) {
                case "leaf" -> entries.add(Merkle.leafHash(Vectors.bytes(line[2])));
                case "root" -> {
                    roots.put(Long.valueOf(line[1]), Vectors.bytes(line[2]));
                    List<byte[]> some = entries.subList(0, Integer.parseInt(line[1]));
                    assertEquals(line[2], HexFormat.of().formatHex(Merkle.root(some)));
                    nodes.clear();
                    remember(Merkle.append(TreeHead.EMPTY, entries).nodes());
                }
                case "inclusion" -> {
                    InclusionProof proof = new InclusionProof(Long.parseLong(line[1]), Long.parseLong(line[2]),
                            Vectors.hashes(line, 3));
                    MerkleVerifier.inclusion(entries.get((int) proof.index()), proof, roots.get(proof.size()));
                    assertSame(proof.path(), prover.inclusion(proof.index(), proof.size()).path());
                }
                case "consistency" -> {
                    long from = Long.parseLong(line[1]);
                    long to = Long.parseLong(line[2]);
                    List<byte[]> proof = Vectors.hashes(line, 3);
                    MerkleVerifier.consistency(from, roots.get(from), to, roots.get(to), proof);
                    assertSame(proof, prover.consistency(from, to));
                }
                default -> throw new AssertionError(line[0]);
            }
            checked++;
        }
        assertEquals(26, checked);
    }

    @Test
    void appendingInPartsGivesTheSameTreeAsAtOnce() {
        for (int cut = 0; cut <= SIZES; cut++) {
            Appended first = Merkle.append(TreeHead.EMPTY, leaves.subList(0, cut));
            Appended second = Merkle.append(first.head(), leaves.subList(cut, SIZES));
            assertArrayEquals(recursiveRoot(leaves), Merkle.root(second.head()));
            assertEquals(nodes.size(), first.nodes().size() + second.nodes().size());
        }
    }

    @Test
    void everyInclusionProofHolds_andNoneWithAnotherIndexSizeLeafOrPath() throws Exception {
        for (int size = 1; size <= SIZES; size++) {
            byte[] root = recursiveRoot(leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
                InclusionProof proof = prover.inclusion(index, size);
                byte[] leaf = leaves.get(index);
                MerkleVerifier.inclusion(leaf, proof, root);

                refused(leaf, new InclusionProof(index, size, extended(proof.path())), root);
                refused(leaf, new InclusionProof(size, size, proof.path()), root);
                refused(leaf, new InclusionProof((long) index + size, size, proof.path()), root);
                refused(leaf, new InclusionProof(-1, size, proof.path()), root);
                refused(leaves.get((index + 1) % SIZES), proof, root);
                for (int i = 0; i < proof.path().size(); i++) {
                    List<byte[]> shorter = new ArrayList<>(proof.path());
                    shorter.remove(i);
                    refused(leaf, new InclusionProof(index, size, shorter), root);
                    refused(leaf, new InclusionProof(index ^ 1L << i, size, proof.path()), root);
                }
            }
        }
    }

    @Test
    void everyConsistencyProofHolds_andNoneWithAnotherRootOrPath() throws Exception {
        for (int to = 1; to <= SIZES; to++) {
            byte[] toRoot = recursiveRoot(leaves.subList(0, to));
            for (int from = 1; from <= to; from++) {
                byte[] fromRoot = recursiveRoot(leaves.subList(0, from));
                List<byte[]> proof = prover.consistency(from, to);
                MerkleVerifier.consistency(from, fromRoot, to, toRoot, proof);

                refusedConsistency(from, fromRoot, to, toRoot, extended(proof));
                refusedConsistency(from, leaves.get(69), to, toRoot, proof);
                refusedConsistency(from, fromRoot, to, leaves.get(69), proof);
                for (int i = 0; i < proof.size(); i++) {
                    List<byte[]> shorter = new ArrayList<>(proof);
                    shorter.remove(i);
                    refusedConsistency(from, fromRoot, to, toRoot, shorter);
                }
            }
        }
        refusedConsistency(0, Digests.sha256(), 5, leaves.get(0), List.of());
        refusedConsistency(6, leaves.get(0), 5, leaves.get(0), List.of());
    }

    @Test
    void anInnerNodeIsNoLeaf() {
        byte[] root = recursiveRoot(leaves.subList(0, 4));
        byte[] inner = Merkle.nodeHash(leaves.get(0), leaves.get(1));
        byte[] right = Merkle.nodeHash(leaves.get(2), leaves.get(3));
        refused(inner, new InclusionProof(0, 4, List.of(right)), root);
    }

    @Test
    void aFrontierThatDoesNotFitItsSizeIsRefused() {
        TreeHead head = new TreeHead(3, List.of(leaves.get(0)));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Merkle.append(head, leaves)).getMessage()
                .startsWith("frontier: 1 hashes do not fit size 3"));
    }

    /** The definition of RFC 9162, 2.1.1, word for word; shares nothing with the incremental one. */
    private static byte[] recursiveRoot(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return Digests.sha256(new byte[] {1}, recursiveRoot(leaves.subList(0, left)),
                recursiveRoot(leaves.subList(left, leaves.size())));
    }

    private static void refused(byte[] leaf, InclusionProof proof, byte[] root) {
        assertThrows(InvalidProofException.class, () -> MerkleVerifier.inclusion(leaf, proof, root));
    }

    private static void refusedConsistency(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof) {
        assertThrows(InvalidProofException.class,
                () -> MerkleVerifier.consistency(from, fromRoot, to, toRoot, proof));
    }

    private static List<byte[]> extended(List<byte[]> path) {
        List<byte[]> extended = new ArrayList<>(path);
        extended.add(new byte[32]);
        return extended;
    }

    private static void assertSame(List<byte[]> expected, List<byte[]> actual) {
        assertEquals(expected.stream().map(HexFormat.of()::formatHex).toList(),
                actual.stream().map(HexFormat.of()::formatHex).toList());
    }

    private void remember(List<TreeNode> completed) {
        completed.forEach(node -> nodes.put(node.level() + "/" + node.index(), node.hash()));
    }
}
