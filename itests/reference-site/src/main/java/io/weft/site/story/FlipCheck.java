package io.weft.site.story;

import io.weft.event.CanonicalJson;
import io.weft.ledger.proof.BatchProof;
import io.weft.ledger.proof.EventProof;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.ProofBundle;
import io.weft.ledger.proof.ProofVerifier;
import io.weft.ledger.proof.TrustAnchor;
import io.weft.ledger.proof.Verification;
import io.weft.ledger.proof.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Flips one random bit in each event, each raw payload and each reading of a proof bundle, one at a time, and asks the
 * verifier. A flip counts as caught if the verifier refuses and its words name the item.
 *
 * <p>Arguments: bundle, file with the verifier key, seed. Prints one JSON object with {@code items}, {@code verified},
 * {@code flips} and {@code caught}; exit code 1 if anything is not verified or not caught.
 */
public final class FlipCheck {

    private final TrustAnchor anchor;
    private final Random random;
    private final ProofBundle bundle;
    private long flips;
    private long caught;

    private FlipCheck(ProofBundle bundle, TrustAnchor anchor, Random random) {
        this.bundle = bundle;
        this.anchor = anchor;
        this.random = random;
    }

    public static void main(String[] arguments) throws IOException, MalformedProofException, InvalidProofException {
        byte[] bytes = Files.readAllBytes(Path.of(arguments[0]));
        TrustAnchor anchor = new TrustAnchor.Key(VerifierKey.parse(Files.readString(Path.of(arguments[1])).strip()));
        Verification untouched = ProofVerifier.verify(bytes, anchor);
        FlipCheck check = new FlipCheck(ProofBundle.read(bytes), anchor, new Random(Long.parseLong(arguments[2])));
        check.flipAll();
        long items = check.bundle.items();
        long verified = untouched.events() + untouched.readings();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("items", items);
        result.put("verified", verified);
        result.put("flips", check.flips);
        result.put("caught", check.caught);
        System.out.write(CanonicalJson.write(result));
        System.out.println();
        if (verified != items || check.caught != check.flips || !untouched.failures().isEmpty()) {
            untouched.failures().forEach(System.err::println);
            System.exit(1);
        }
    }

    private void flipAll() throws IOException {
        for (EventProof event : bundle.events()) {
            flip(event.body(), "(leaf " + event.index() + ")");
        }
        for (byte[] payload : bundle.payloads()) {
            flip(payload, "raw payload of message");
        }
        for (BatchProof batch : bundle.batches()) {
            for (BatchProof.ShownReading reading : batch.readings()) {
                flip(reading.reading(), "reading ");
            }
        }
    }

    private void flip(byte[] part, String name) throws IOException {
        int bit = random.nextInt(part.length * Byte.SIZE);
        part[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        flips++;
        if (names(name)) {
            caught++;
        } else {
            System.err.println("not caught: bit " + bit + " of " + name);
        }
        part[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    }

    private boolean names(String name) throws IOException {
        ByteArrayOutputStream tampered = new ByteArrayOutputStream();
        bundle.write(tampered);
        try {
            Verification verification = ProofVerifier.verify(tampered.toByteArray(), anchor);
            return verification.failures().stream().anyMatch(failure -> failure.contains(name));
        } catch (MalformedProofException | InvalidProofException e) {
            return e.getMessage().contains(name);
        }
    }
}
