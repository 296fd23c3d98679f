package io.weft.tamper.attack;

import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.ProofVerifier;
import io.weft.ledger.proof.TrustAnchor;
import io.weft.ledger.proof.Verification;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Any bit of exported proof bundles, found by the verifier that auditors have. */
public final class BundleAttack implements Attack {

    /** What its words begin with: a part of the container, the checkpoint, or an item with its place. */
    private static final Pattern NAMES = Pattern.compile("(bundle|checkpoint|note|event|batch|reading|event envelope|batch envelope)\\b.*",
            Pattern.DOTALL);

    private final List<byte[]> bundles;
    private final TrustAnchor anchor;

    public BundleAttack(List<byte[]> bundles, TrustAnchor anchor) {
        this.bundles = bundles;
        this.anchor = anchor;
    }

    @Override
    public Optional<Attempt> attempt(RandomGenerator random) {
        byte[] bundle = bundles.get(random.nextInt(bundles.size()));
        int bit = random.nextInt(bundle.length * Byte.SIZE);
        return Optional.of(new Changed(Form.flip(bundle, bit), bit));
    }

    private final class Changed implements Attempt {

        private final byte[] bundle;
        private final int bit;

        Changed(byte[] bundle, int bit) {
            this.bundle = bundle;
            this.bit = bit;
        }

        @Override
        public String kind() {
            return "bundle";
        }

        @Override
        public String place() {
            return "bundle";
        }

        @Override
        public Verdict check() {
            try {
                Verification verification = ProofVerifier.verify(bundle, anchor);
                return verdict(!verification.proven(), String.join("; ", verification.failures()));
            } catch (MalformedProofException | InvalidProofException e) {
                return verdict(true, e.getMessage());
            }
        }

        private Verdict verdict(boolean caught, String words) {
            return new Verdict(caught, NAMES.matcher(words).matches(), "bundle, bit " + bit + ": " + words);
        }

        @Override
        public void undo() {
            // The bundle that was changed was a copy.
        }
    }
}
