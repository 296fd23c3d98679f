package io.weft.ledger.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes proofs of RFC 9162, 2.1.3.1 and 2.1.4.1 from the roots of complete subtrees.
 *
 * @param <E> how the nodes fail to be read
 */
public final class MerkleProver<E extends Exception> {

    /** Reads the root of a complete subtree, numbered as {@link io.weft.ledger.TreeNode}. */
    @FunctionalInterface
    public interface Nodes<E extends Exception> {

        byte[] node(int level, long index) throws E;
    }

    private final Nodes<E> nodes;

    public MerkleProver(Nodes<E> nodes) {
        this.nodes = nodes;
    }

    /** Root of the first {@code size} leaves; at least one. */
    public byte[] root(long size) throws E {
        if (size < 1) {
            throw new IllegalArgumentException("size: " + size + " is not at least 1");
        }
        return range(0, size);
    }

    /** @throws IllegalArgumentException if not {@code 0 <= index < size} */
    public InclusionProof inclusion(long index, long size) throws E {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index: " + index + " is not from 0 to below size " + size);
        }
        List<byte[]> path = new ArrayList<>();
        inclusion(index, 0, size, path);
        return new InclusionProof(index, size, List.copyOf(path));
    }

    /** @throws IllegalArgumentException if not {@code 0 < from <= to} */
    public List<byte[]> consistency(long from, long to) throws E {
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("sizes: " + from + " and " + to + " are not 0 < from <= to");
        }
        List<byte[]> proof = new ArrayList<>();
        consistency(from, 0, to, true, proof);
        return List.copyOf(proof);
    }

    private void inclusion(long index, long start, long size, List<byte[]> path) throws E {
        if (size == 1) {
            return;
        }
        long left = largestPowerBelow(size);
        if (index < start + left) {
            inclusion(index, start, left, path);
            path.add(range(start + left, size - left));
        } else {
            inclusion(index, start + left, size - left, path);
            path.add(range(start, left));
        }
    }

    /** SUBPROOF(from, D[start:start+size], known) of RFC 9162, 2.1.4.1; {@code from} counts from {@code start}. */
    private void consistency(long from, long start, long size, boolean known, List<byte[]> proof) throws E {
        if (from == size) {
            if (!known) {
                proof.add(range(start, size));
            }
            return;
        }
        long left = largestPowerBelow(size);
        if (from <= left) {
            consistency(from, start, left, known, proof);
            proof.add(range(start + left, size - left));
        } else {
            consistency(from - left, start + left, size - left, false, proof);
            proof.add(range(start, left));
        }
    }

    private byte[] range(long start, long size) throws E {
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return nodes.node(level, start >>> level);
        }
        long left = largestPowerBelow(size);
        return Merkle.nodeHash(range(start, left), range(start + left, size - left));
    }

    /** For a size of at least 2. */
    static long largestPowerBelow(long size) {
        return Long.highestOneBit(size - 1);
    }
}
