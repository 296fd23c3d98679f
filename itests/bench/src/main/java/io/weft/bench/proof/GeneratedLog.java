package io.weft.bench.proof;

import io.weft.event.Digests;
import io.weft.ledger.LogStore.Appended;
import io.weft.ledger.TreeHead;
import io.weft.ledger.TreeNode;
import io.weft.ledger.proof.InclusionProof;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.MerkleProver;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A log of made-up leaves, but for some that stand at given places. It is hashed from end to end once, and keeps only the nodes that
 * the proofs of those some need: a whole tree of 10^8 leaves is 6 GB.
 */
final class GeneratedLog {

    private static final int CHUNK = 1 << 16;

    private final Map<Long, byte[]> placed;
    private final Map<Place, byte[]> needed;
    private final TreeHead head;

    private record Place(int level, long index) {
    }

    private GeneratedLog(Map<Long, byte[]> placed, Map<Place, byte[]> needed, TreeHead head) {
        this.placed = placed;
        this.needed = needed;
        this.head = head;
    }

    /**
     * @param placed   leaf hashes by index
     * @param tellings how often progress is told, at most
     * @param told     how many leaves are hashed
     */
    static GeneratedLog of(long size, Map<Long, byte[]> placed, int tellings, LongConsumer told) {
        Map<Place, byte[]> needed = new HashMap<>();
        MerkleProver<RuntimeException> asking = new MerkleProver<>((level, index) -> {
            needed.put(new Place(level, index), null);
            return new byte[0];
        });
        for (Long index : placed.keySet()) {
            asking.inclusion(index, size);
        }
        TreeHead head = TreeHead.EMPTY;
        while (head.size() < size) {
            Appended appended = Merkle.append(head, leaves(head.size(), Math.min(size, head.size() + CHUNK), placed));
            for (TreeNode node : appended.nodes()) {
                needed.replace(new Place(node.level(), node.index()), node.hash());
            }
            if (head.size() * tellings / size < appended.head().size() * tellings / size) {
                told.accept(appended.head().size());
            }
            head = appended.head();
        }
        return new GeneratedLog(placed, needed, head);
    }

    private static List<byte[]> leaves(long from, long to, Map<Long, byte[]> placed) {
        List<byte[]> leaves = new ArrayList<>((int) (to - from));
        for (long index = from; index < to; index++) {
            byte[] leaf = placed.get(index);
            leaves.add(leaf == null ? Digests.sha256(ByteBuffer.allocate(Long.BYTES).putLong(index).array()) : leaf);
        }
        return leaves;
    }

    long size() {
        return head.size();
    }

    byte[] root() {
        return Merkle.root(head);
    }

    /** @param index of a placed leaf */
    InclusionProof inclusion(long index) {
        if (!placed.containsKey(index)) {
            throw new IllegalArgumentException("index: " + index + " has no placed leaf");
        }
        return new MerkleProver<RuntimeException>((level, at) -> needed.get(new Place(level, at))).inclusion(index, size());
    }
}
