package io.weft.ledger.proof;

import java.nio.charset.StandardCharsets;

/**
 * The text of a C2SP tlog-checkpoint: origin, size in decimal and root in base64, each on a line; no extension lines.
 *
 * @param size leaves, at least 0
 * @param root 32 bytes
 */
public record CheckpointText(String origin, long size, byte[] root) {

    /** @throws IllegalArgumentException if a part breaks its rule */
    public CheckpointText {
        KeyText.checkName(origin);
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size + " is below 0");
        }
        if (root.length != ByteReader.HASH_BYTES) {
            throw new IllegalArgumentException("root: " + root.length + " bytes are not " + ByteReader.HASH_BYTES);
        }
    }

    /**
     * Reads a signed checkpoint without asking who signed it; for one that was pinned.
     *
     * @throws MalformedProofException if the bytes are not a signed note with such a text
     */
    public static CheckpointText read(byte[] note) throws MalformedProofException {
        return read(SignedNote.parse(note));
    }

    /** As {@link #read(byte[])}. */
    public static CheckpointText read(SignedNote note) throws MalformedProofException {
        return parse(note.text());
    }

    /**
     * Lines of other keys, as of witnesses, are ignored.
     *
     * @throws MalformedProofException if the bytes are not a signed note with such a text
     * @throws InvalidProofException   if the key did not sign it, or it is another log's
     */
    public static CheckpointText verify(byte[] note, NoteKey key) throws MalformedProofException, InvalidProofException {
        return verify(SignedNote.parse(note), key);
    }

    /** As {@link #verify(byte[], NoteKey)}. */
    public static CheckpointText verify(SignedNote note, NoteKey key) throws MalformedProofException, InvalidProofException {
        note.verify(key);
        CheckpointText text = read(note);
        if (!text.origin().equals(key.name())) {
            throw new InvalidProofException("checkpoint: origin '" + text.origin() + "' is not the log '" + key.name()
                    + "' that the key stands for");
        }
        return text;
    }

    byte[] encode() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The three lines, each ended by a line feed. */
    @Override
    public String toString() {
        return origin + "\n" + size + "\n" + StrictBase64.encode(root) + "\n";
    }

    private static CheckpointText parse(String text) throws MalformedProofException {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw new MalformedProofException("checkpoint: has not the three lines origin, size and root");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,18}")) {
            throw new MalformedProofException("checkpoint: size '" + lines[1] + "' is not a decimal number");
        }
        try {
            return new CheckpointText(lines[0], Long.parseLong(lines[1]), StrictBase64.decode("checkpoint: root", lines[2]));
        } catch (IllegalArgumentException e) {
            throw new MalformedProofException("checkpoint: " + e.getMessage(), e);
        }
    }
}
