package io.weft.ledger.proof;

import java.security.MessageDigest;
import java.util.List;

/** Verifies proofs of RFC 9162, 2.1.3.2 and 2.1.4.2. Every hash of a proof is used, or the proof is refused. */
public final class MerkleVerifier {

    private static final int HASH_BYTES = 32;

    private MerkleVerifier() {
    }

    /** @throws InvalidProofException if the leaf is not proven to be in the tree with that root, at that place */
    public static void inclusion(byte[] leafHash, InclusionProof proof, byte[] root) throws InvalidProofException {
        if (proof.index() < 0 || proof.index() >= proof.size()) {
            throw new InvalidProofException("index " + proof.index() + " is not below the tree's size " + proof.size());
        }
        checkHashes(proof.path());
        long leaf = proof.index();
        long last = proof.size() - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof.path()) {
            if (last == 0) {
                throw new InvalidProofException("inclusion path has " + proof.path().size() + " hashes, too many for leaf "
                        + proof.index() + " of " + proof.size());
            }
            if ((leaf & 1) == 1 || leaf == last) {
                hash = Merkle.nodeHash(sibling, hash);
                while ((leaf & 1) == 0 && leaf != 0) {
                    leaf >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = Merkle.nodeHash(hash, sibling);
            }
            leaf >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw new InvalidProofException("inclusion path has " + proof.path().size() + " hashes, too few for leaf "
                    + proof.index() + " of " + proof.size());
        }
        if (!MessageDigest.isEqual(hash, root)) {
            throw new InvalidProofException("leaf " + proof.index() + " of " + proof.size()
                    + " does not lead to the root of the tree");
        }
    }

    /**
     * @param from size of the earlier tree, at least 1
     * @param to   size of the later tree
     * @throws InvalidProofException if the earlier tree is not proven to be the beginning of the later one
     */
    public static void consistency(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> proof)
            throws InvalidProofException {
        if (from < 1 || from > to) {
            throw new InvalidProofException("sizes " + from + " and " + to + " are not 0 < earlier <= later");
        }
        checkHashes(proof);
        if (from == to) {
            if (!proof.isEmpty()) {
                throw new InvalidProofException("a tree is consistent with itself without a proof, not with "
                        + proof.size() + " hashes");
            }
            if (!MessageDigest.isEqual(fromRoot, toRoot)) {
                throw new InvalidProofException("two roots for one size " + from + ": the log was forked");
            }
            return;
        }
        if (proof.isEmpty()) {
            throw new InvalidProofException("consistency proof from " + from + " to " + to + " is empty");
        }
        long first = from - 1;
        long second = to - 1;
        while ((first & 1) == 1) {
            first >>>= 1;
            second >>>= 1;
        }
        // An earlier tree that is complete is itself the first node (RFC 9162, 2.1.4.2, step 3); a complete size has one bit.
        boolean complete = Long.bitCount(from) == 1;
        byte[] fromHash = complete ? fromRoot : proof.get(0);
        byte[] toHash = fromHash;
        for (byte[] node : complete ? proof : proof.subList(1, proof.size())) {
            if (second == 0) {
                throw new InvalidProofException("consistency proof from " + from + " to " + to + " has " + proof.size()
                        + " hashes, too many");
            }
            if ((first & 1) == 1 || first == second) {
                fromHash = Merkle.nodeHash(node, fromHash);
                toHash = Merkle.nodeHash(node, toHash);
                while ((first & 1) == 0 && first != 0) {
                    first >>>= 1;
                    second >>>= 1;
                }
            } else {
                toHash = Merkle.nodeHash(toHash, node);
            }
            first >>>= 1;
            second >>>= 1;
        }
        if (second != 0) {
            throw new InvalidProofException("consistency proof from " + from + " to " + to + " has " + proof.size()
                    + " hashes, too few");
        }
        if (!MessageDigest.isEqual(fromHash, fromRoot)) {
            throw new InvalidProofException("consistency proof does not lead to the root of size " + from);
        }
        if (!MessageDigest.isEqual(toHash, toRoot)) {
            throw new InvalidProofException("consistency proof does not lead to the root of size " + to);
        }
    }

    private static void checkHashes(List<byte[]> proof) throws InvalidProofException {
        for (byte[] hash : proof) {
            if (hash.length != HASH_BYTES) {
                throw new InvalidProofException("proof holds a hash of " + hash.length + " bytes, not " + HASH_BYTES);
            }
        }
    }
}
