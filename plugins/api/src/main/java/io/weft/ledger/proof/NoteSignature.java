package io.weft.ledger.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A signature line of a note (C2SP signed-note): {@code — <name> <base64 of key ID and signature>}.
 *
 * @param bytes key ID (4 bytes) and signature (at least 1)
 */
public record NoteSignature(String name, byte[] bytes) {

    private static final String PREFIX = "\u2014 ";

    public NoteSignature {
        if (bytes.length <= KeyText.ID_BYTES) {
            throw new IllegalArgumentException("signature: " + bytes.length + " bytes are not a key ID and a signature");
        }
    }

    public static NoteSignature of(NoteKey key, byte[] signature) {
        return new NoteSignature(key.name(), ByteBuffer.allocate(KeyText.ID_BYTES + signature.length)
                .put(key.id()).put(signature).array());
    }

    /**
     * Reads lines as a witness answers them and a note ends with, each ended by a line feed.
     *
     * @throws MalformedProofException if that is not what the bytes are, or there is none
     */
    public static List<NoteSignature> lines(byte[] bytes) throws MalformedProofException {
        try {
            return lines(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new MalformedProofException("note: signature lines are not UTF-8", e);
        }
    }

    static List<NoteSignature> lines(String text) throws MalformedProofException {
        String[] lines = text.split("\n", -1);
        if (lines.length < 2 || !lines[lines.length - 1].isEmpty()) {
            throw new MalformedProofException("note: has no signature line that a line feed ends");
        }
        List<NoteSignature> signatures = new ArrayList<>(lines.length - 1);
        for (String line : Arrays.copyOf(lines, lines.length - 1)) {
            signatures.add(line(line));
        }
        return List.copyOf(signatures);
    }

    private static NoteSignature line(String line) throws MalformedProofException {
        String[] parts = line.startsWith(PREFIX) ? line.substring(PREFIX.length()).split(" ", -1) : new String[0];
        if (parts.length != 2) {
            throw new MalformedProofException("note: signature line is not '— <name> <base64>'");
        }
        try {
            KeyText.checkName(parts[0]);
            return new NoteSignature(parts[0], StrictBase64.decode("note: signature", parts[1]));
        } catch (IllegalArgumentException e) {
            throw new MalformedProofException("note: " + e.getMessage(), e);
        }
    }

    /** Whether it claims to be of this key: its name and key ID. */
    public boolean isOf(NoteKey key) {
        return name.equals(key.name()) && Arrays.equals(bytes, 0, KeyText.ID_BYTES, key.id(), 0, KeyText.ID_BYTES);
    }

    /** 8 hexadecimal digits. */
    public String keyId() {
        return HexFormat.of().formatHex(bytes, 0, KeyText.ID_BYTES);
    }

    /** What follows the key ID. */
    public byte[] signature() {
        return Arrays.copyOfRange(bytes, KeyText.ID_BYTES, bytes.length);
    }

    /** The line, ended by a line feed. */
    @Override
    public String toString() {
        return PREFIX + name + " " + StrictBase64.encode(bytes) + "\n";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that && name.equals(that.name) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }
}
