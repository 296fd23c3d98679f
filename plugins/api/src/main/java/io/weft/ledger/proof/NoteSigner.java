package io.weft.ledger.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;

/** Signs notes with an Ed25519 key. The same text gives the same bytes. */
public final class NoteSigner {

    private final PrivateKey key;
    private final VerifierKey verifier;

    /**
     * @param name key name, the log's origin
     * @throws IllegalArgumentException if the name breaks its rule, or the keys are not an Ed25519 pair
     */
    public NoteSigner(String name, PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.verifier = VerifierKey.of(name, publicKey);
        byte[] probe = "weft key pair".getBytes(StandardCharsets.US_ASCII);
        if (!verifier.verifies(probe, signature(probe))) {
            throw new IllegalArgumentException("key: private and public key of " + name + " are not one pair");
        }
    }

    public VerifierKey verifierKey() {
        return verifier;
    }

    /** The signed note's bytes: text, empty line, one signature line. */
    public byte[] sign(CheckpointText text) {
        return note(text).encode();
    }

    /** The same before it is encoded, for further lines. */
    public SignedNote note(CheckpointText text) {
        return new SignedNote(text.toString(), List.of(NoteSignature.of(verifier, signature(text.encode()))));
    }

    private byte[] signature(byte[] message) {
        try {
            return Ed25519.sign(key, message);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key: '" + verifier.name() + "' cannot sign: " + e.getMessage(), e);
        }
    }
}
