package io.weft.ledger;

/**
 * Root of a complete subtree.
 *
 * @param level 0 for a leaf
 * @param index position among the nodes of its level, from 0; it covers leaves {@code index << level} up to before
 *              {@code (index + 1) << level}
 */
public record TreeNode(int level, long index, byte[] hash) {
}
