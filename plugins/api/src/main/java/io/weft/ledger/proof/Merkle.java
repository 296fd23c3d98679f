package io.weft.ledger.proof;

import io.weft.event.Digests;
import io.weft.ledger.LogStore.Appended;
import io.weft.ledger.TreeHead;
import io.weft.ledger.TreeNode;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Merkle tree of RFC 9162, 2.1, over SHA-256. All hashes are 32 bytes. */
public final class Merkle {

    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private Merkle() {
    }

    /** {@code SHA-256(0x00 || entry)} (RFC 9162, 2.1.1). */
    public static byte[] leafHash(byte[] entry) {
        return leafHash(Digests.newSha256(), entry);
    }

    /** As {@link #leafHash} for each entry, in order. */
    static List<byte[]> leafHashes(Stream<byte[]> entries) {
        MessageDigest digest = Digests.newSha256();
        return entries.map(entry -> leafHash(digest, entry)).toList();
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
        if (leafHashes.isEmpty()) {
            return Digests.sha256();
        }
        // Level by level; the odd one out at the end goes up as it is, which is the tree of RFC 9162.
        MessageDigest digest = Digests.newSha256();
        byte[][] level = leafHashes.toArray(new byte[0][]);
        int width = level.length;
        while (width > 1) {
            int above = 0;
            for (int i = 0; i + 1 < width; i += 2) {
                level[above++] = nodeHash(digest, level[i], level[i + 1]);
            }
            if (width % 2 == 1) {
                level[above++] = level[width - 1];
            }
            width = above;
        }
        return level[0];
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

    private static byte[] leafHash(MessageDigest digest, byte[] entry) {
        digest.update(LEAF);
        return digest.digest(entry);
    }

    private static byte[] nodeHash(MessageDigest digest, byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
