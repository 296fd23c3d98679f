package io.weft.ledger.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A C2SP signed note: text, an empty line, and one or more signature lines, each line ended by a line feed, UTF-8. Lines of
 * keys that the reader does not know are ignored, as C2SP wants it; where bytes that nobody checks must not ride along, as in
 * a proof bundle, the reader says which lines there may be.
 *
 * @param text       ends with a line feed
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** Room for 16 signatures, which C2SP asks for, and more, though each were a quantum-safe one of 5 kB. */
    private static final int MAXIMUM_BYTES = 128 * 1024;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** @throws MalformedProofException if the bytes are not a signed note */
    public static SignedNote parse(byte[] bytes) throws MalformedProofException {
        if (bytes.length > MAXIMUM_BYTES) {
            throw new MalformedProofException("note: " + bytes.length + " bytes are above " + MAXIMUM_BYTES);
        }
        String note;
        try {
            note = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedProofException("note: is not UTF-8", e);
        }
        if (note.codePoints().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new MalformedProofException("note: holds a control character other than line feed");
        }
        int split = note.lastIndexOf("\n\n");
        if (split < 0) {
            throw new MalformedProofException("note: has no text and signature apart by an empty line");
        }
        return new SignedNote(note.substring(0, split + 1), NoteSignature.lines(note.substring(split + 2)));
    }

    /** The same with further lines behind its own; a line that it has already is not added. */
    public SignedNote with(List<NoteSignature> further) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        further.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /** The same with its first line alone: in a note that a hub signed, that of the log's Ed25519 key, which all readers know. */
    public SignedNote first() {
        return new SignedNote(text, signatures.subList(0, 1));
    }

    /**
     * Verifies the line of a key, and ignores those of other keys.
     *
     * @return the line
     * @throws InvalidProofException if there is none, or one that claims to be of this key does not verify
     */
    public NoteSignature verify(NoteKey key) throws InvalidProofException {
        List<NoteSignature> lines = signatures.stream().filter(line -> line.isOf(key)).toList();
        for (NoteSignature line : lines) {
            if (!key.verifies(text, line.signature())) {
                throw new InvalidProofException("checkpoint: signature does not verify under the key of '" + key.name() + "'");
            }
        }
        if (lines.isEmpty()) {
            boolean named = signatures.stream().anyMatch(line -> line.name().equals(key.name()));
            throw new InvalidProofException(named ? "checkpoint: is signed by another key of '" + key.name() + "'"
                    : "checkpoint: is signed by '" + signatures.get(0).name() + "', not by '" + key.name() + "'");
        }
        return lines.get(0);
    }

    public byte[] encode() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(note::append);
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }
}
