package io.weft.ledger.proof;

import io.weft.event.Digests;
import io.weft.ledger.LogStore.Appended;
import io.weft.ledger.TreeHead;
import io.weft.ledger.TreeNode;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** The Merkle tree of RFC 9162, 2.1, over SHA-256. All hashes are 32 bytes. */
public final class Merkle {

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private Merkle() {
    }

    /** {@code SHA-256(0x00 || entry)} (RFC 9162, 2.1.1). */
    public static byte[] leafHash(byte[] entry) {
        MessageDigest digest = Digests.newSha256();
        digest.update(LEAF);
        return digest.digest(entry);
    }

    /** {@code SHA-256(0x01 || left || right)} (RFC 9162, 2.1.1). */
    public static byte[] nodeHash(byte[] left, byte[] right) {
        return nodeHash(Digests.newSha256(), left, right);
    }

    /** Root of the tree; the hash of an empty string for the empty tree. */
    public static byte[] root(TreeHead head) {
        List<byte[]> frontier = head.frontier();
        if (frontier.isEmpty()) {
            return Digests.sha256();
        }
        byte[] root = frontier.get(frontier.size() - 1);
        for (int i = frontier.size() - 2; i >= 0; i--) {
            root = nodeHash(frontier.get(i), root);
        }
        return root;
    }

    /** Root of the tree over these leaf hashes, in order. */
    public static byte[] root(List<byte[]> leafHashes) {
        return root(append(TreeHead.EMPTY, leafHashes).head());
    }

    /**
     * Appends leaves and tells every node that they complete.
     *
     * @throws IllegalArgumentException if the frontier does not fit the size
     */
    public static Appended append(TreeHead head, List<byte[]> leafHashes) {
        if (head.size() < 0 || head.frontier().size() != Long.bitCount(head.size())) {
            throw new IllegalArgumentException("frontier: " + head.frontier().size() + " hashes do not fit size "
                    + head.size() + ", which has " + Long.bitCount(head.size()) + " complete subtrees");
        }
        MessageDigest digest = Digests.newSha256();
        List<byte[]> frontier = new ArrayList<>(head.frontier());
        List<TreeNode> nodes = new ArrayList<>(2 * leafHashes.size());
        long size = head.size();
        for (byte[] leaf : leafHashes) {
            byte[] hash = leaf;
            int level = 0;
            nodes.add(new TreeNode(level, size, hash));
            for (long index = size; (index & 1) == 1; ) {
                hash = nodeHash(digest, frontier.remove(frontier.size() - 1), hash);
                level++;
                index >>>= 1;
                nodes.add(new TreeNode(level, index, hash));
            }
            frontier.add(hash);
            size++;
        }
        return new Appended(new TreeHead(size, List.copyOf(frontier)), nodes);
    }

    private static byte[] nodeHash(MessageDigest digest, byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
