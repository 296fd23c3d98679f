package io.weft.ledger.fabric;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogReader;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MerkleVerifier;
import io.weft.thread.StoreUnavailableException;
import java.util.HexFormat;
import java.util.List;

/** Whether what the channel holds of an origin is this log, so that nothing is anchored over another one. */
final class Lineage {

    private Lineage() {
    }

    /**
     * @return the proof that the head is the beginning of the checkpoint; if the head is above, that it is the other way round
     * @throws ForkException if one is not the beginning of the other
     */
    static List<byte[]> check(Head head, Checkpoint checkpoint, LogReader log) throws ForkException, StoreUnavailableException {
        if (head.size() == 0) {
            return List.of();
        }
        byte[] root = HexFormat.of().parseHex(head.root());
        try {
            if (head.size() <= checkpoint.size()) {
                List<byte[]> proof = log.consistency(head.size(), checkpoint.size());
                MerkleVerifier.consistency(head.size(), root, checkpoint.size(), checkpoint.root(), proof);
                return proof;
            }
            List<byte[]> proof = log.consistency(checkpoint.size(), head.size());
            MerkleVerifier.consistency(checkpoint.size(), checkpoint.root(), head.size(), root, proof);
            return proof;
        } catch (InvalidProofException | IllegalArgumentException e) {
            throw new ForkException(head, checkpoint, e);
        }
    }
}
