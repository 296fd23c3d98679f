package io.weft.fabric.contract;

import io.weft.event.Digests;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.SignedNote;
import io.weft.ledger.proof.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A signed note whose text is a checkpoint; who signed it is asked with {@link #verify}.
 *
 * @param keyId the 8 hexadecimal digits that the signature names
 */
record SignedCheckpoint(String note, CheckpointText text, String keyId) {

    /** Far above any checkpoint; it bounds what a client can make both organizations store for ever. */
    static final int MAXIMUM_BYTES = 4096;

    /** As many digits as the sizes in arguments, so that every anchor can be followed and asked for. */
    private static final long MAXIMUM_SIZE = 999_999_999_999_999_999L;

    static SignedCheckpoint parse(String note) {
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        Refusal.unless(bytes.length <= MAXIMUM_BYTES, Code.NOTE, "note has " + bytes.length + " bytes, above " + MAXIMUM_BYTES);
        try {
            SignedNote signed = SignedNote.parse(bytes);
            CheckpointText text = CheckpointText.read(signed);
            // A line that no approved key made would be stored for ever, and nobody would have checked it.
            Refusal.unless(signed.signatures().size() == 1, Code.NOTE,
                    "note has " + signed.signatures().size() + " signatures, not the one of the log's key alone");
            Refusal.unless(text.size() <= MAXIMUM_SIZE, Code.NOTE, "note's size " + text.size() + " has more than 18 digits");
            return new SignedCheckpoint(note, text, signed.signatures().get(0).keyId());
        } catch (MalformedProofException e) {
            throw new Refusal(Code.NOTE, e.getMessage());
        }
    }

    /** SHA-256 of the three lines: whatever the signature is, one checkpoint has one identity. */
    String id() {
        return Digests.hex(Digests.sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    String root() {
        return HexFormat.of().formatHex(text.root());
    }

    void verify(String verifierKey) {
        try {
            CheckpointText.verify(note.getBytes(StandardCharsets.UTF_8), VerifierKey.parse(verifierKey));
        } catch (InvalidProofException | MalformedProofException e) {
            throw new Refusal(Code.SIGNATURE, e.getMessage());
        }
    }
}
