package io.weft.ledger.mldsa;

import io.weft.ledger.proof.KeyText;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.NoteKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAPublicKeyParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSASigner;

/**
 * The quantum-safe public key of a log: ML-DSA-65 (FIPS 204, pure, empty context) over the note's text. C2SP has a byte for
 * ML-DSA-44 alone, so the signature type is 0xff with an identifier behind it, as signed-note provides for the rest.
 */
public final class MlDsaKey implements NoteKey {

    static final MLDSAParameters PARAMETERS = MLDSAParameters.ml_dsa_65;
    private static final int PUBLIC_KEY_BYTES = 1_952;
    private static final int SIGNATURE_BYTES = 3_309;
    private static final byte[] TYPE = type("weft.io/ml-dsa-65/v1");

    private final KeyText text;
    private final byte[] id;
    private final MLDSAPublicKeyParameters key;

    private MlDsaKey(KeyText text, MLDSAPublicKeyParameters key) {
        this.text = text;
        this.id = text.id();
        this.key = key;
    }

    /** @throws IllegalArgumentException if the name breaks its rule, or the key is of other parameters */
    static MlDsaKey of(String name, MLDSAPublicKeyParameters key) {
        if (!PARAMETERS.equals(key.getParameters())) {
            throw new IllegalArgumentException("key: " + key.getParameters().getName() + " is not " + PARAMETERS.getName());
        }
        byte[] raw = key.getEncoded();
        return new MlDsaKey(new KeyText(name, ByteBuffer.allocate(TYPE.length + raw.length).put(TYPE).put(raw).array()), key);
    }

    /** @throws MalformedProofException if the text is not an ML-DSA-65 verifier key in its one form */
    public static MlDsaKey parse(String text) throws MalformedProofException {
        KeyText parsed = KeyText.parse(text);
        byte[] raw = parsed.key(TYPE, PUBLIC_KEY_BYTES, "ML-DSA-65");
        return new MlDsaKey(parsed, new MLDSAPublicKeyParameters(PARAMETERS, raw));
    }

    @Override
    public String name() {
        return text.name();
    }

    @Override
    public byte[] id() {
        return id.clone();
    }

    @Override
    public boolean verifies(String note, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        byte[] message = note.getBytes(StandardCharsets.UTF_8);
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, key);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    /** {@code <name>+<key ID>+<base64>}. */
    @Override
    public String toString() {
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MlDsaKey that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static byte[] type(String identifier) {
        byte[] bytes = identifier.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + bytes.length).put((byte) 0xff).put(bytes).array();
    }
}
