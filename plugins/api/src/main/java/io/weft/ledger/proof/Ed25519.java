package io.weft.ledger.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Ed25519 (RFC 8032) of the JDK, with public keys as the 32 bytes of RFC 8032, 5.1.2. */
final class Ed25519 {

    static final int PUBLIC_KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    private static final String ALGORITHM = "Ed25519";
    /** SubjectPublicKeyInfo of RFC 8410, 4, up to the key itself. */
    private static final byte[] SUBJECT_PUBLIC_KEY_INFO =
            {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private Ed25519() {
    }

    /** @throws GeneralSecurityException if the bytes are no point of the curve */
    static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(SUBJECT_PUBLIC_KEY_INFO, SUBJECT_PUBLIC_KEY_INFO.length + PUBLIC_KEY_BYTES);
        System.arraycopy(raw, 0, encoded, SUBJECT_PUBLIC_KEY_INFO.length, PUBLIC_KEY_BYTES);
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** @throws IllegalArgumentException if it is a key of another curve */
    static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        int prefix = SUBJECT_PUBLIC_KEY_INFO.length;
        if (!(key instanceof EdECPublicKey) || encoded.length != prefix + PUBLIC_KEY_BYTES
                || !Arrays.equals(encoded, 0, prefix, SUBJECT_PUBLIC_KEY_INFO, 0, prefix)) {
            throw new IllegalArgumentException("key: " + key.getAlgorithm() + " is not Ed25519");
        }
        return Arrays.copyOfRange(encoded, prefix, encoded.length);
    }

    /** Signature type and public key, as verifier keys hold them. */
    static byte[] typed(byte[] type, PublicKey key) {
        byte[] typed = Arrays.copyOf(type, type.length + PUBLIC_KEY_BYTES);
        System.arraycopy(raw(key), 0, typed, type.length, PUBLIC_KEY_BYTES);
        return typed;
    }

    static byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(bytes);
        } catch (GeneralSecurityException e) {
            // The JDK throws for a malformed signature and answers false for a wrong one; both prove nothing.
            return false;
        }
    }
}
