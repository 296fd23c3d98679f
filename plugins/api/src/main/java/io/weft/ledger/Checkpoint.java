package io.weft.ledger;

import java.time.Instant;

/**
 * A signed tree head in C2SP tlog-checkpoint form.
 *
 * @param origin name of the log
 * @param root   RFC 9162 root hash, 32 bytes
 * @param at     hub clock when it was signed
 * @param note   the signed note's bytes, UTF-8
 */
public record Checkpoint(String origin, long size, byte[] root, Instant at, byte[] note) {
}
