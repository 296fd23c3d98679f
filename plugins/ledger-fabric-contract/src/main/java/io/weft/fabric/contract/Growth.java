package io.weft.fabric.contract;

import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MerkleVerifier;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Checks that the anchored tree is the beginning of the new one (RFC 9162, 2.1.4.2). */
final class Growth {

    // Two trees of fewer than 2^60 leaves need at most about 60 hashes of 44 characters and a comma.
    private static final int MAXIMUM_CHARACTERS = 64 * 45;

    private Growth() {
    }

    /** @param proof base64 hashes parted by commas; empty if nothing is anchored yet */
    static void check(Head head, SignedCheckpoint next, String proof) {
        if (head.isEmpty()) {
            Refusal.unless(proof.isEmpty(), Code.CONSISTENCY, "the first anchor of an origin has no consistency proof");
            return;
        }
        try {
            MerkleVerifier.consistency(head.size(), HexFormat.of().parseHex(head.root()), next.text().size(),
                    next.text().root(), hashes(proof));
        } catch (InvalidProofException e) {
            throw new Refusal(Code.CONSISTENCY, e.getMessage());
        }
    }

    private static List<byte[]> hashes(String proof) {
        Refusal.unless(proof.length() <= MAXIMUM_CHARACTERS, Code.CONSISTENCY, "consistency proof has " + proof.length()
                + " characters, above " + MAXIMUM_CHARACTERS);
        List<byte[]> hashes = new ArrayList<>();
        if (proof.isEmpty()) {
            return hashes;
        }
        for (String text : proof.split(",", -1)) {
            hashes.add(hash(text));
        }
        return hashes;
    }

    private static byte[] hash(String text) {
        try {
            byte[] hash = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(hash).equals(text)) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(Code.CONSISTENCY, "'" + text + "' is not base64");
        }
        throw new Refusal(Code.CONSISTENCY, "'" + text + "' is not base64 in its one form");
    }
}
