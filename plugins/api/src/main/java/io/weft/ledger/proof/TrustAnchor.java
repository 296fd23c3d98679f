package io.weft.ledger.proof;

import java.util.Arrays;

/** What the verifying party knows of the log from elsewhere, never from the bundle. */
public sealed interface TrustAnchor {

    /**
     * @param note a bundle's signed checkpoint
     * @throws MalformedProofException if it is not a checkpoint in its one form
     * @throws InvalidProofException   if it does not follow from what is known
     */
    void check(byte[] note) throws MalformedProofException, InvalidProofException;

    /** The log's key: any checkpoint that it signed is believed. */
    record Key(VerifierKey key) implements TrustAnchor {

        @Override
        public void check(byte[] note) throws MalformedProofException, InvalidProofException {
            CheckpointText.verify(note, key);
        }
    }

    /** One checkpoint, byte for byte as a sink outside the hub kept it; no key is needed. */
    record PinnedCheckpoint(byte[] pinned) implements TrustAnchor {

        @Override
        public void check(byte[] note) throws MalformedProofException, InvalidProofException {
            CheckpointText expected = CheckpointText.read(pinned);
            CheckpointText actual = CheckpointText.read(note);
            if (!Arrays.equals(pinned, note)) {
                throw new InvalidProofException("checkpoint: is of '" + actual.origin() + "' at size " + actual.size()
                        + ", not byte for byte the pinned one of '" + expected.origin() + "' at size " + expected.size());
            }
        }
    }
}
