package io.weft.tamper.attack;

import io.weft.fabric.receipt.ReceiptVerifier;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Any bit of the receipts that a Fabric channel gave, found by the verifier that needs no channel. */
public final class ReceiptAttack implements Attack {

    private final List<byte[]> receipts;
    private final ReceiptVerifier verifier;

    public ReceiptAttack(List<byte[]> receipts, ReceiptVerifier verifier) {
        this.receipts = receipts;
        this.verifier = verifier;
    }

    @Override
    public Optional<Attempt> attempt(RandomGenerator random) {
        byte[] receipt = receipts.get(random.nextInt(receipts.size()));
        int bit = random.nextInt(receipt.length * Byte.SIZE);
        return Optional.of(new Changed(Form.flip(receipt, bit), bit));
    }

    private final class Changed implements Attempt {

        private final byte[] receipt;
        private final int bit;

        Changed(byte[] receipt, int bit) {
            this.receipt = receipt;
            this.bit = bit;
        }

        @Override
        public String kind() {
            return "receipt";
        }

        @Override
        public String place() {
            return "receipt";
        }

        @Override
        public Verdict check() {
            try {
                return new Verdict(false, false, "receipt, bit " + bit + ": verifies for size " + verifier.verify(receipt).checkpoint().size());
            } catch (MalformedProofException | InvalidProofException e) {
                return new Verdict(true, e.getMessage().startsWith("receipt: "), "receipt, bit " + bit + ": " + e.getMessage());
            }
        }

        @Override
        public void undo() {
            // The receipt that was changed was a copy.
        }
    }
}
