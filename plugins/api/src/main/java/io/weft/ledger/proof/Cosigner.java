package io.weft.ledger.proof;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;

/** Cosigns checkpoints with an Ed25519 key (C2SP tlog-cosignature). It signs what it is given; whoever calls it has checked. */
public final class Cosigner {

    private final PrivateKey key;
    private final CosignerKey verifier;

    /**
     * @param name a schema-less URL that names the witness
     * @param pair of this witness alone: the signed message does not name it
     * @throws IllegalArgumentException if the name breaks its rule, or the keys are not an Ed25519 pair
     */
    public Cosigner(String name, KeyPair pair) {
        this.key = pair.getPrivate();
        this.verifier = CosignerKey.of(name, pair.getPublic());
        if (!verifier.verifies("weft key pair\n", bytes("weft key pair\n", 1))) {
            throw new IllegalArgumentException("key: private and public key of " + name + " are not one pair");
        }
    }

    public CosignerKey verifierKey() {
        return verifier;
    }

    /** @param now the witness's clock; its fraction of a second is dropped */
    public NoteSignature cosign(CheckpointText text, Instant now) {
        return NoteSignature.of(verifier, bytes(text.toString(), now.getEpochSecond()));
    }

    private byte[] bytes(String text, long time) {
        try {
            return ByteBuffer.allocate(CosignerKey.SIGNATURE_BYTES).putLong(time)
                    .put(Ed25519.sign(key, CosignerKey.message(time, text))).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key: '" + verifier.name() + "' cannot sign: " + e.getMessage(), e);
        }
    }
}
