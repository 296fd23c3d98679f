package io.weft.ledger;

import java.util.List;

/**
 * State of a log (RFC 9162, 2.1).
 *
 * @param size     leaves
 * @param frontier roots of the complete subtrees that make up the tree, largest first: one per 1-bit of the size
 */
public record TreeHead(long size, List<byte[]> frontier) {

    public static final TreeHead EMPTY = new TreeHead(0, List.of());
}
