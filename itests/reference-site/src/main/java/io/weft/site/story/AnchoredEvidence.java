package io.weft.site.story;

import io.weft.fabric.receipt.AnchoredCheckpoint;
import io.weft.fabric.receipt.PinnedOrganizations;
import io.weft.fabric.receipt.ReceiptVerifier;
import io.weft.launcher.HubClient;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.ProofBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds what the channel has against what the hub has of it: every anchor once, one after the other, each with a receipt. */
final class AnchoredEvidence {

    private final FabricLedger ledger;
    private final ReceiptVerifier verifier;
    private final Path receipts;
    private final Findings findings;

    /** @param receipts folder that the receipts are kept in, {@code <size>.receipt} */
    AnchoredEvidence(FabricLedger ledger, Path receipts, Findings findings) throws IOException {
        this.ledger = ledger;
        this.verifier = new ReceiptVerifier(
                PinnedOrganizations.read(ledger.organizations(), PinnedOrganizations.ORDERER_MSP), "evidence", "evidence");
        this.receipts = receipts;
        this.findings = findings;
    }

    /** {@code checkpoints} on the channel, {@code receipts} that verify, whether the sizes are {@code contiguous}. */
    Map<String, Object> compare(HubClient hub) throws IOException, InterruptedException {
        String origin = (String) ((Map<?, ?>) hub.get("/health").json().get("log")).get("origin");
        List<FabricLedger.Anchor> anchors = ledger.anchors(origin);
        long before = 0;
        boolean contiguous = !anchors.isEmpty();
        long verified = 0;
        for (FabricLedger.Anchor anchor : anchors) {
            contiguous &= anchor.previousSize() == before && anchor.size() > before;
            before = anchor.size();
            verified += hasReceipt(hub, origin, anchor.size()) ? 1 : 0;
        }
        findings.expect(contiguous, "the channel's sizes of '" + origin + "' do not follow each other: " + anchors);
        findings.expectEqual((long) anchors.size(), verified, "receipts of the checkpoints on the channel that verify");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("checkpoints", anchors.size());
        entry.put("receipts", verified);
        entry.put("contiguous", contiguous);
        return entry;
    }

    /** The receipt of the checkpoint that a bundle rests on. */
    Path receiptOf(Path bundle) throws IOException {
        try {
            return receipt(CheckpointText.read(ProofBundle.read(Files.readAllBytes(bundle)).checkpoint()).size());
        } catch (MalformedProofException e) {
            throw new IOException(bundle + ": " + e.getMessage(), e);
        }
    }

    private Path receipt(long size) {
        return receipts.resolve(size + ".receipt");
    }

    private boolean hasReceipt(HubClient hub, String origin, long size) throws IOException, InterruptedException {
        Files.createDirectories(receipts);
        String path = "/log/receipts/" + HubClient.segment(FabricLedger.SINK) + "/" + size;
        HubClient.Answer answer = hub.download(path, receipt(size));
        if (answer.status() != 200) {
            findings.expect(false, "size " + size + " is anchored without a receipt: " + answer.text());
            return false;
        }
        try {
            AnchoredCheckpoint anchored = verifier.verify(answer.body());
            return anchored.checkpoint().origin().equals(origin) && anchored.checkpoint().size() == size;
        } catch (InvalidProofException | MalformedProofException e) {
            findings.expect(false, "the receipt of size " + size + " does not hold: " + e.getMessage());
            return false;
        }
    }
}
