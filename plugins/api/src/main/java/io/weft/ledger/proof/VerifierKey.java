package io.weft.ledger.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

/** The public key of a log: Ed25519 over the note's text, signature type 0x01 of C2SP signed-note. */
public final class VerifierKey implements NoteKey {

    private static final byte[] TYPE = {0x01};

    private final KeyText text;
    private final byte[] id;
    private final PublicKey key;

    private VerifierKey(KeyText text, PublicKey key) {
        this.text = text;
        this.id = text.id();
        this.key = key;
    }

    /** @throws IllegalArgumentException if the name breaks {@link KeyText#checkName} or the key is not Ed25519 */
    public static VerifierKey of(String name, PublicKey key) {
        return new VerifierKey(new KeyText(name, Ed25519.typed(TYPE, key)), key);
    }

    /** @throws MalformedProofException if the text is not an Ed25519 verifier key in its one form */
    public static VerifierKey parse(String text) throws MalformedProofException {
        KeyText parsed = KeyText.parse(text);
        byte[] raw = parsed.key(TYPE, Ed25519.PUBLIC_KEY_BYTES, "Ed25519");
        try {
            return new VerifierKey(parsed, Ed25519.publicKey(raw));
        } catch (GeneralSecurityException e) {
            throw new MalformedProofException("verifier key: " + e.getMessage(), e);
        }
    }

    /** The same key under another name, as that of an earlier epoch of a log. */
    public VerifierKey named(String other) {
        return of(other, key);
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
        return verifies(note.getBytes(StandardCharsets.UTF_8), signature);
    }

    boolean verifies(byte[] message, byte[] signature) {
        return Ed25519.verifies(key, message, signature);
    }

    /** {@code <name>+<key ID>+<base64>}. */
    @Override
    public String toString() {
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
