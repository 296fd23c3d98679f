package io.weft.ledger.mldsa;

import io.weft.ledger.file.KeyFile;
import io.weft.ledger.proof.NoteSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAKeyGenerationParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAKeyPairGenerator;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSASigner;
import org.bouncycastle.pqc.crypto.util.PrivateKeyFactory;
import org.bouncycastle.pqc.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.pqc.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * Signs notes with ML-DSA-65, deterministically (FIPS 204, 3.4): the same text gives the same bytes, so that a repeat can be
 * told from a fork. The key file is that of {@link KeyFile}, in the forms of RFC 9881.
 */
public final class MlDsaSigner {

    private final MLDSAPrivateKeyParameters key;
    private final MlDsaKey verifier;

    private MlDsaSigner(String name, MLDSAPrivateKeyParameters key) {
        this.key = key;
        this.verifier = MlDsaKey.of(name, key.getPublicKeyParameters());
    }

    /** Makes a key pair; one that is there already is never replaced. */
    public static void create(KeyFile file) throws IOException {
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(new SecureRandom(), MlDsaKey.PARAMETERS));
        MLDSAPrivateKeyParameters key = (MLDSAPrivateKeyParameters) generator.generateKeyPair().getPrivate();
        file.create(new KeyFile.Encoded(PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded(),
                SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.getPublicKeyParameters()).getEncoded()));
    }

    /**
     * Reads a key file, and writes the verifier key beside it.
     *
     * @param name the log's origin
     * @throws IOException if the file cannot be read, others can read it, or it holds no ML-DSA-65 key
     */
    public static MlDsaSigner read(KeyFile file, String name) throws IOException {
        AsymmetricKeyParameter key;
        try {
            key = PrivateKeyFactory.createKey(file.encoded().privateKey());
        } catch (RuntimeException e) {
            // BouncyCastle's way of saying that it does not know the algorithm.
            throw new IOException("'" + file + "' holds no ML-DSA-65 key: " + e.getMessage(), e);
        }
        if (!(key instanceof MLDSAPrivateKeyParameters ours) || !ours.getParameters().equals(MlDsaKey.PARAMETERS)) {
            throw new IOException("'" + file + "' holds no ML-DSA-65 key");
        }
        MlDsaSigner signer = new MlDsaSigner(name, ours);
        file.publish(signer.verifierKey().toString());
        return signer;
    }

    public MlDsaKey verifierKey() {
        return verifier;
    }

    /** The signature line of a note's text. */
    public NoteSignature sign(String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        try {
            return NoteSignature.of(verifier, signer.generateSignature());
        } catch (CryptoException e) {
            throw new IllegalStateException("ML-DSA-65 cannot sign with the key of '" + verifier.name() + "'", e);
        }
    }
}
