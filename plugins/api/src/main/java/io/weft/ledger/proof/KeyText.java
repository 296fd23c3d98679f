package io.weft.ledger.proof;

import io.weft.event.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A verifier key as text (C2SP signed-note, Verifier keys): {@code <name>+<key ID>+<base64>}, key ID as 8 lower-case
 * hexadecimal digits, base64 of signature type and public key.
 *
 * @param typed signature type, one byte or with an identifier behind 0xff, and public key
 */
public record KeyText(String name, byte[] typed) {

    static final int ID_BYTES = 4;

    /** @throws IllegalArgumentException if the name breaks {@link #checkName} */
    public KeyText {
        checkName(name);
    }

    /** @throws MalformedProofException if the text is not a verifier key in its one form; its type is not looked at */
    public static KeyText parse(String text) throws MalformedProofException {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new MalformedProofException("verifier key: '" + text + "' is not <name>+<hash>+<key>");
        }
        try {
            KeyText key = new KeyText(parts[0], StrictBase64.decode("verifier key: key", parts[2]));
            String hash = HexFormat.of().formatHex(key.id());
            if (!hash.equals(parts[1])) {
                throw new MalformedProofException("verifier key: hash '" + parts[1] + "' is not that of name and key, "
                        + hash);
            }
            return key;
        } catch (IllegalArgumentException e) {
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

    /** Key ID: the first 4 bytes of SHA-256 over name, line feed, signature type and key. */
    public byte[] id() {
        byte[] hash = Digests.sha256(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, typed);
        return Arrays.copyOf(hash, ID_BYTES);
    }

    /** The public key behind its type. @throws MalformedProofException if it is of another type or length */
    public byte[] key(byte[] type, int length, String algorithm) throws MalformedProofException {
        if (typed.length != type.length + length || !Arrays.equals(typed, 0, type.length, type, 0, type.length)) {
            throw new MalformedProofException("verifier key: key of '" + name + "' is not " + algorithm + " (type "
                    + HexFormat.of().formatHex(type) + " and " + length + " bytes)");
        }
        return Arrays.copyOfRange(typed, type.length, typed.length);
    }

    /** {@code <name>+<key ID>+<base64>}. */
    @Override
    public String toString() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + StrictBase64.encode(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyText that && name.equals(that.name) && Arrays.equals(typed, that.typed);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(typed);
    }
}
