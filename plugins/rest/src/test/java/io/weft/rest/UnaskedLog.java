package io.weft.rest;

import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.Log;
import io.weft.ledger.LogStatus;
import io.weft.ledger.proof.InclusionProof;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log of which a test says what it is asked for. */
class UnaskedLog implements Log {

    @Override
    public Optional<Checkpoint> latest(String sink) {
        throw notAsked();
    }

    @Override
    public Optional<byte[]> receipt(String sink, long size) {
        throw notAsked();
    }

    @Override
    public String origin() {
        throw notAsked();
    }

    @Override
    public String verifierKey() {
        throw notAsked();
    }

    @Override
    public int advance() {
        throw notAsked();
    }

    @Override
    public void publish() {
        throw notAsked();
    }

    @Override
    public Optional<Checkpoint> latest() {
        throw notAsked();
    }

    @Override
    public InclusionProof inclusion(long index, long size) {
        throw notAsked();
    }

    @Override
    public List<byte[]> consistency(long from, long to) {
        throw notAsked();
    }

    @Override
    public Map<EvidenceClass, Long> classes(long from, long to) {
        throw notAsked();
    }

    @Override
    public LogStatus status() {
        throw notAsked();
    }

    private static AssertionError notAsked() {
        return new AssertionError("the test does not say what the log answers");
    }
}
