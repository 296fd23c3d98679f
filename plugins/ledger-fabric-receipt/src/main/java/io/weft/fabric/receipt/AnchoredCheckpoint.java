package io.weft.fabric.receipt;

import io.weft.ledger.proof.CheckpointText;
import java.time.Instant;
import java.util.List;

/**
 * What a receipt proves to be anchored.
 *
 * @param note          the checkpoint as its log signed it, byte for byte; the contract checked the signature, the verifier
 *                      of the receipt has no key for it
 * @param checkpoint    the note's three lines
 * @param channel       name of the channel
 * @param block         number of the block
 * @param position      of the transaction in the block, from 0
 * @param transaction   its id, 64 lower-case hexadecimal digits
 * @param owner         MSP ID of who sent it
 * @param organizations MSP IDs of those that stood for it when it was anchored and afterwards, in ascending order
 * @param claimedTime   of the anchor, by the clock of who sent it; nobody checked it
 */
public record AnchoredCheckpoint(byte[] note, CheckpointText checkpoint, String channel, long block, int position,
        String transaction, String owner, List<String> organizations, Instant claimedTime) {
}
