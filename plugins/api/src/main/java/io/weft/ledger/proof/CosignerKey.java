package io.weft.ledger.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;

/**
 * The public key of a witness: Ed25519 of C2SP tlog-cosignature, signature type 0x04. Its signature is a time (POSIX
 * seconds, 8 bytes, big endian) and 64 bytes over {@code cosignature/v1}, the time and the checkpoint's text. It says that
 * at that time this was the largest consistent tree of the log that the witness had seen.
 */
public final class CosignerKey implements NoteKey {

    static final int SIGNATURE_BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;
    private static final byte[] TYPE = {0x04};

    private final KeyText text;
    private final byte[] id;
    private final PublicKey key;

    private CosignerKey(KeyText text, PublicKey key) {
        this.text = text;
        this.id = text.id();
        this.key = key;
    }

    /** @throws IllegalArgumentException if the name breaks {@link KeyText#checkName} or the key is not Ed25519 */
    public static CosignerKey of(String name, PublicKey key) {
        return new CosignerKey(new KeyText(name, Ed25519.typed(TYPE, key)), key);
    }

    /** @throws MalformedProofException if the text is not an Ed25519 cosigner's verifier key in its one form */
    public static CosignerKey parse(String text) throws MalformedProofException {
        KeyText parsed = KeyText.parse(text);
        byte[] raw = parsed.key(TYPE, Ed25519.PUBLIC_KEY_BYTES, "an Ed25519 cosigner's");
        try {
            return new CosignerKey(parsed, Ed25519.publicKey(raw));
        } catch (GeneralSecurityException e) {
            throw new MalformedProofException("verifier key: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return text.name();
    }

    @Override
    public byte[] id() {
        return id.clone();
    }

    /** A signature without a time (0), which tlog-witness forbids, or with one above 63 bits does not verify. */
    @Override
    public boolean verifies(String note, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.wrap(signature);
        long time = buffer.getLong();
        byte[] bytes = new byte[Ed25519.SIGNATURE_BYTES];
        buffer.get(bytes);
        return time > 0 && Ed25519.verifies(key, message(time, note), bytes);
    }

    /** The witness's clock, whole seconds, as this line of it says; verify the line first. */
    public static Instant time(NoteSignature cosignature) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(cosignature.signature()).getLong());
    }

    /** {@code <name>+<key ID>+<base64>}. */
    @Override
    public String toString() {
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CosignerKey that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    static byte[] message(long time, String note) {
        return ("cosignature/v1\ntime " + time + "\n" + note).getBytes(StandardCharsets.UTF_8);
    }
}
