package io.weft.ledger.proof;

import io.weft.event.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The public key of a log in C2SP signed-note form, {@code <name>+<hash>+<key>}: hash is the key ID as 8 lower-case
 * hexadecimal digits, key is base64 of the algorithm byte 0x01 (Ed25519) and the 32 bytes of the key.
 */
public final class VerifierKey {

    private static final byte ALGORITHM = 0x01;
    static final int ID_BYTES = 4;

    private final String name;
    private final byte[] id;
    private final byte[] raw;
    private final PublicKey key;

    private VerifierKey(String name, byte[] raw, PublicKey key) {
        this.name = name;
        this.raw = raw;
        this.id = id(name, raw);
        this.key = key;
    }

    /** @throws IllegalArgumentException if the name breaks {@link #checkName} or the key is not Ed25519 */
    public static VerifierKey of(String name, PublicKey key) {
        checkName(name);
        return new VerifierKey(name, Ed25519.raw(key), key);
    }

    /** @throws MalformedProofException if the text is not an Ed25519 verifier key in its one form */
    public static VerifierKey parse(String text) throws MalformedProofException {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new MalformedProofException("verifier key: '" + text + "' is not <name>+<hash>+<key>");
        }
        byte[] key = StrictBase64.decode("verifier key: key", parts[2]);
        if (key.length != 1 + Ed25519.PUBLIC_KEY_BYTES || key[0] != ALGORITHM) {
            throw new MalformedProofException("verifier key: key '" + parts[2] + "' is not Ed25519 (algorithm byte 1 and "
                    + Ed25519.PUBLIC_KEY_BYTES + " bytes)");
        }
        byte[] raw = Arrays.copyOfRange(key, 1, key.length);
        try {
            checkName(parts[0]);
            VerifierKey verifier = new VerifierKey(parts[0], raw, Ed25519.publicKey(raw));
            String hash = HexFormat.of().formatHex(verifier.id);
            if (!hash.equals(parts[1])) {
                throw new MalformedProofException("verifier key: hash '" + parts[1] + "' is not that of name and key, "
                        + hash);
            }
            return verifier;
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new MalformedProofException("verifier key: " + e.getMessage(), e);
        }
    }

    /**
     * The rule for a key's name (C2SP signed-note): not empty, no white space, no plus sign. Ours is the log's origin.
     *
     * @throws IllegalArgumentException if it breaks the rule
     */
    public static void checkName(String name) {
        boolean space = name.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)
                || Character.isISOControl(c));
        if (name.isEmpty() || space || name.indexOf('+') >= 0) {
            throw new IllegalArgumentException("name: '" + name + "' is empty or holds a space, control or plus sign");
        }
    }

    public String name() {
        return name;
    }

    /** {@code <name>+<hash>+<key>}. */
    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + raw.length).put(ALGORITHM).put(raw).array();
        return name + "+" + HexFormat.of().formatHex(id) + "+" + StrictBase64.encode(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(raw);
    }

    /** Key ID: the first 4 bytes of SHA-256 over name, line feed, algorithm byte and key. */
    byte[] id() {
        return id;
    }

    boolean verifies(byte[] message, byte[] signature) {
        return Ed25519.verifies(key, message, signature);
    }

    private static byte[] id(String name, byte[] raw) {
        byte[] hash = Digests.sha256(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', ALGORITHM}, raw);
        return Arrays.copyOf(hash, ID_BYTES);
    }
}
