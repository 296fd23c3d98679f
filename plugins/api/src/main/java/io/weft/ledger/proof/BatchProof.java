package io.weft.ledger.proof;

import io.weft.event.Reading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Some or all readings of a batch in a bundle. Readings that are not shown stand as hashes of the largest subtrees that
 * hold none of the shown ones; there are none if the whole batch is shown.
 *
 * @param index    the batch's leaf in the log
 * @param path     inclusion path from that leaf to the checkpoint's root
 * @param readings by ordinal; at least one
 * @param hidden   roots of the subtrees without a shown reading, from left to right
 */
public record BatchProof(BatchEvidence evidence, long index, List<byte[]> path, List<ShownReading> readings,
        List<byte[]> hidden) {

    /**
     * @param ordinal  position in the batch, from 0
     * @param leafHash follows from the reading; it stands here so that, when one is altered, that one can be named
     * @param reading  canonical reading
     */
    public record ShownReading(int ordinal, byte[] leafHash, byte[] reading) {
    }

    /**
     * @param all      the readings of the batch, in its order
     * @param ordinals which to show; at least one
     * @throws IllegalArgumentException if an ordinal is not one of the batch
     */
    public static BatchProof of(BatchEvidence evidence, InclusionProof proof, List<Reading> all, BitSet ordinals) {
        if (ordinals.isEmpty() || ordinals.length() > all.size()) {
            throw new IllegalArgumentException("ordinals: " + ordinals + " are not from 0 to below " + all.size());
        }
        List<byte[]> leafHashes = BatchEvidence.leafHashes(all);
        List<ShownReading> shown = ordinals.stream().mapToObj(ordinal -> new ShownReading(ordinal,
                leafHashes.get(ordinal), ReadingBytes.encode(all.get(ordinal)))).toList();
        List<byte[]> hidden = new ArrayList<>();
        hide(leafHashes, 0, all.size(), ordinals, hidden);
        return new BatchProof(evidence, proof.index(), proof.path(), shown, List.copyOf(hidden));
    }

    private static void hide(List<byte[]> leafHashes, int from, int to, BitSet shown, List<byte[]> hidden) {
        int first = shown.nextSetBit(from);
        if (first < 0 || first >= to) {
            hidden.add(Merkle.root(leafHashes.subList(from, to)));
        } else if (to - from > 1) {
            int split = from + (int) MerkleProver.largestPowerBelow(to - from);
            hide(leafHashes, from, split, shown, hidden);
            hide(leafHashes, split, to, shown, hidden);
        }
    }
}
