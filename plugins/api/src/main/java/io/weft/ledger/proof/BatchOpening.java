package io.weft.ledger.proof;

import java.time.Instant;
import java.util.UUID;

/** What the envelope of a batch of readings says. */
public record BatchOpening(UUID batch, String instance, Instant receivedAt, long count, byte[] root) {

    /** @throws MalformedProofException if the envelope is not one in its one form */
    public static BatchOpening of(BatchEvidence evidence) throws MalformedProofException {
        BatchEnvelope envelope = BatchEnvelope.parse(evidence.envelope());
        return new BatchOpening(envelope.batch(), envelope.instance(), envelope.receivedAt(), envelope.count(), envelope.root());
    }
}
