package io.weft.ledger.proof;

import java.util.List;

/**
 * One event in a bundle.
 *
 * @param payload  place of its raw payload among the bundle's payloads, from 0
 * @param body     canonical JSON of the event
 * @param index    its leaf in the log
 * @param path     inclusion path from that leaf to the checkpoint's root
 */
public record EventProof(int payload, EventEvidence evidence, byte[] body, long index, List<byte[]> path) {
}
