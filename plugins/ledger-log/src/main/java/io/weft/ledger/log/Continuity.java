package io.weft.ledger.log;

import io.weft.ledger.TreeHead;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.MerkleProver;
import io.weft.ledger.proof.MerkleVerifier;
import io.weft.thread.StoreUnavailableException;

/** Checks that a tree goes on from what was signed before, so that no two checkpoints of this log can contradict. */
final class Continuity {

    private Continuity() {
    }

    static void check(CheckpointText signed, TreeHead head, MerkleProver<StoreUnavailableException> prover)
            throws ForkException, StoreUnavailableException {
        if (head.size() < signed.size()) {
            throw new ForkException("size " + signed.size() + " of '" + signed.origin() + "' was signed, the store has "
                    + head.size() + " leaves: it was restored from before");
        }
        if (signed.size() == 0) {
            return;
        }
        try {
            MerkleVerifier.consistency(signed.size(), signed.root(), head.size(), Merkle.root(head),
                    prover.consistency(signed.size(), head.size()));
        } catch (InvalidProofException e) {
            throw new ForkException("the store's tree of " + head.size() + " leaves does not go on from size "
                    + signed.size() + " of '" + signed.origin() + "' that was signed: " + e.getMessage());
        }
    }
}
