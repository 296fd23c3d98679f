package io.weft.ledger.proof;

import java.util.List;

/** What the verifying party knows of the log from elsewhere, never from the bundle. */
public sealed interface TrustAnchor {

    /**
     * @param note a bundle's signed checkpoint
     * @return those of its signature lines that this vouches for, at least one
     * @throws MalformedProofException if it is not a checkpoint in its one form
     * @throws InvalidProofException   if it does not follow from what is known
     */
    List<NoteSignature> check(SignedNote note) throws MalformedProofException, InvalidProofException;

    /** A key of the log: any checkpoint that it signed is believed. */
    record Key(NoteKey key) implements TrustAnchor {

        @Override
        public List<NoteSignature> check(SignedNote note) throws MalformedProofException, InvalidProofException {
            CheckpointText.verify(note, key);
            return List.of(note.verify(key));
        }
    }

    /** A pinned checkpoint that a witness must have cosigned, so that the log showed it to more than one party. */
    record CosignedCheckpoint(byte[] pinned, CosignerKey witness) implements TrustAnchor {

        @Override
        public List<NoteSignature> check(SignedNote note) throws MalformedProofException, InvalidProofException {
            SignedNote.parse(pinned).verify(witness);
            return new PinnedCheckpoint(pinned).check(note);
        }
    }

    /**
     * One checkpoint, as a place outside the hub kept it; no key is needed. It may have lines that the bundle's has not, as of
     * a witness, and lack some that it has; what it shares with it, it vouches for.
     */
    record PinnedCheckpoint(byte[] pinned) implements TrustAnchor {

        @Override
        public List<NoteSignature> check(SignedNote note) throws MalformedProofException, InvalidProofException {
            SignedNote known = SignedNote.parse(pinned);
            CheckpointText expected = CheckpointText.read(known);
            CheckpointText actual = CheckpointText.read(note);
            List<NoteSignature> shared = note.signatures().stream().filter(known.signatures()::contains).toList();
            if (!known.text().equals(note.text()) || shared.isEmpty()) {
                throw new InvalidProofException("checkpoint: is of '" + actual.origin() + "' at size " + actual.size()
                        + ", not byte for byte the pinned one of '" + expected.origin() + "' at size " + expected.size());
            }
            return shared;
        }
    }
}
