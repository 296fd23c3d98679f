package io.weft.ledger.proof;

import io.weft.ledger.proof.BatchProof.ShownReading;
import java.util.Iterator;
import java.util.List;

/** Computes the root of a batch's tree from the shown readings and the hidden subtrees; uses each exactly once. */
final class SubsetRoot {

    private final List<ShownReading> shown;
    private final Iterator<byte[]> hidden;
    private int next;

    private SubsetRoot(List<ShownReading> shown, List<byte[]> hidden) {
        this.shown = shown;
        this.hidden = hidden.iterator();
    }

    /**
     * @param shown by ordinal, at least one, each below {@code count}
     * @param count readings of the batch
     */
    static byte[] of(List<ShownReading> shown, List<byte[]> hidden, long count) throws InvalidProofException {
        SubsetRoot subset = new SubsetRoot(shown, hidden);
        byte[] root = subset.range(0, count);
        if (subset.hidden.hasNext()) {
            throw new InvalidProofException("more hidden subtrees than a batch of " + count + " has");
        }
        return root;
    }

    private byte[] range(long from, long to) throws InvalidProofException {
        if (next == shown.size() || shown.get(next).ordinal() >= to) {
            if (!hidden.hasNext()) {
                throw new InvalidProofException("readings " + from + " to " + (to - 1) + " are neither shown nor hidden");
            }
            return hidden.next();
        }
        if (to - from == 1) {
            return shown.get(next++).leafHash();
        }
        long split = from + MerkleProver.largestPowerBelow(to - from);
        return Merkle.nodeHash(range(from, split), range(split, to));
    }
}
