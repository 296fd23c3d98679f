package io.weft.ledger;

/**
 * A committed record that waits for its place in the log.
 *
 * @param outbox   its place in the store's outbox
 * @param leafHash RFC 9162 leaf hash of its envelope
 * @param urgent   custody, quality and deviation: to stand in a signed checkpoint within 1 s
 */
public record PendingLeaf(long outbox, byte[] leafHash, boolean urgent) {
}
