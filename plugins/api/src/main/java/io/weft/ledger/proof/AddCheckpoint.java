package io.weft.ledger.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a witness is asked to cosign: the body of C2SP tlog-witness' {@code add-checkpoint}. A line {@code old <size>}, the
 * consistency proof from that size (RFC 9162, 2.1.4), a hash a line in base64, an empty line, and the signed checkpoint.
 *
 * @param old   size that the witness cosigned last; 0 if none or unknown, and then there is no proof
 * @param proof hashes of 32 bytes, at most 63
 * @param note  the signed note's bytes
 */
public record AddCheckpoint(long old, List<byte[]> proof, byte[] note) {

    /** Hashes of a proof; a tree of 2^63 leaves has no longer one. */
    public static final int MAXIMUM_PROOF = 63;
    /** Of a whole body: a proof, and a note with quantum-safe signatures. */
    public static final int MAXIMUM_BYTES = 160 * 1024;

    private static final String OLD = "old (0|[1-9][0-9]{0,17})";

    public AddCheckpoint {
        proof = List.copyOf(proof);
    }

    /** @throws MalformedProofException if the bytes are not such a body; the note in it is not looked at */
    public static AddCheckpoint parse(byte[] body) throws MalformedProofException {
        int split = emptyLine(body);
        String[] head = text(Arrays.copyOf(body, split)).split("\n", -1);
        if (!head[0].matches(OLD)) {
            throw new MalformedProofException("add-checkpoint: first line '" + head[0] + "' is not 'old <size>'");
        }
        List<byte[]> proof = new ArrayList<>();
        // What stands behind the last line feed is empty.
        for (String line : Arrays.asList(head).subList(1, head.length - 1)) {
            byte[] hash = StrictBase64.decode("add-checkpoint: proof line", line);
            if (hash.length != ByteReader.HASH_BYTES) {
                throw new MalformedProofException("add-checkpoint: proof line '" + line + "' is no hash of "
                        + ByteReader.HASH_BYTES + " bytes");
            }
            proof.add(hash);
        }
        if (proof.size() > MAXIMUM_PROOF) {
            throw new MalformedProofException("add-checkpoint: " + proof.size() + " proof lines are above " + MAXIMUM_PROOF);
        }
        return new AddCheckpoint(Long.parseLong(head[0].substring("old ".length())), proof,
                Arrays.copyOfRange(body, split + 1, body.length));
    }

    /** All before the note, the empty line included. */
    public byte[] head() {
        StringBuilder head = new StringBuilder("old ").append(old).append('\n');
        proof.forEach(hash -> head.append(StrictBase64.encode(hash)).append('\n'));
        return head.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    }

    public byte[] encode() {
        byte[] head = head();
        return ByteBuffer.allocate(head.length + note.length).put(head).put(note).array();
    }

    /** Where the empty line's own line feed is. */
    private static int emptyLine(byte[] body) throws MalformedProofException {
        if (body.length > MAXIMUM_BYTES) {
            throw new MalformedProofException("add-checkpoint: " + body.length + " bytes are above " + MAXIMUM_BYTES);
        }
        for (int i = 1; i < body.length; i++) {
            if (body[i] == '\n' && body[i - 1] == '\n') {
                return i;
            }
        }
        throw new MalformedProofException("add-checkpoint: has no empty line before the checkpoint");
    }

    private static String text(byte[] bytes) throws MalformedProofException {
        try {
            return StandardCharsets.US_ASCII.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedProofException("add-checkpoint: is not ASCII before the checkpoint", e);
        }
    }
}
