package io.weft.ledger.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A C2SP signed note with exactly one signature: text, an empty line, and {@code — <name> <base64>}, each line ended by a
 * line feed, UTF-8. A note with further signatures, which C2SP allows, would carry bytes that the log's key does not
 * vouch for; this project keeps those of witnesses apart.
 *
 * @param text ends with a line feed
 */
record SignedNote(String text, NoteSignature signature) {

    private static final String SIGNATURE_PREFIX = "\u2014 ";
    private static final int MAXIMUM_BYTES = 64 * 1024;

    /** @param bytes key ID (4 bytes) and signature */
    record NoteSignature(String name, byte[] bytes) {
    }

    static SignedNote parse(byte[] bytes) throws MalformedProofException {
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
        if (split < 0 || !note.endsWith("\n")) {
            throw new MalformedProofException("note: has no text and signature apart by an empty line");
        }
        String line = note.substring(split + 2);
        if (line.indexOf('\n') != line.length() - 1 || !line.startsWith(SIGNATURE_PREFIX)) {
            throw new MalformedProofException("note: has not exactly one signature line");
        }
        String[] parts = line.substring(SIGNATURE_PREFIX.length(), line.length() - 1).split(" ", -1);
        if (parts.length != 2) {
            throw new MalformedProofException("note: signature line is not '— <name> <base64>'");
        }
        byte[] signature = StrictBase64.decode("note: signature", parts[1]);
        if (signature.length != VerifierKey.ID_BYTES + Ed25519.SIGNATURE_BYTES) {
            throw new MalformedProofException("note: signature has " + signature.length + " bytes, not "
                    + (VerifierKey.ID_BYTES + Ed25519.SIGNATURE_BYTES));
        }
        return new SignedNote(note.substring(0, split + 1), new NoteSignature(parts[0], signature));
    }

    byte[] encode() {
        return (text + "\n" + SIGNATURE_PREFIX + signature.name() + " " + StrictBase64.encode(signature.bytes()) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    void verify(VerifierKey key) throws InvalidProofException {
        if (!signature.name().equals(key.name())) {
            throw new InvalidProofException("checkpoint: is signed by '" + signature.name() + "', not by '" + key.name()
                    + "'");
        }
        byte[] id = Arrays.copyOf(signature.bytes(), VerifierKey.ID_BYTES);
        if (!Arrays.equals(id, key.id())) {
            throw new InvalidProofException("checkpoint: is signed by another key of '" + key.name() + "'");
        }
        byte[] bytes = Arrays.copyOfRange(signature.bytes(), VerifierKey.ID_BYTES, signature.bytes().length);
        if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new InvalidProofException("checkpoint: signature does not verify under the key of '" + key.name() + "'");
        }
    }
}
