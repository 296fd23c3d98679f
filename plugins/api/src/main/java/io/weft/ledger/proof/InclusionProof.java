package io.weft.ledger.proof;

import java.util.List;

/**
 * RFC 9162, 2.1.3.
 *
 * @param path sibling hashes from the leaf to the root
 */
public record InclusionProof(long index, long size, List<byte[]> path) {
}
