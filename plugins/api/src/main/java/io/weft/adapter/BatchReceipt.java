package io.weft.adapter;

/**
 * What became of a batch.
 *
 * @param stored    readings that were new
 * @param repeated  readings that were there already
 */
public record BatchReceipt(int stored, int repeated) {
}
