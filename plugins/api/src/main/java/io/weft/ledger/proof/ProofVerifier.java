package io.weft.ledger.proof;

import io.weft.event.Reading;
import io.weft.event.SourceTime;
import io.weft.ledger.proof.BatchProof.ShownReading;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Verifies a bundle: derives every hash in it again, and names each item that does not follow from the checkpoint. Pure;
 * needs no hub and no network.
 *
 * <p>It proves that these bytes stood in the log when the checkpoint was signed. It does not prove that they are true,
 * that nothing else happened, or when the checkpoint was signed.
 */
public final class ProofVerifier {

    private final CheckpointText checkpoint;
    private final List<String> failures = new ArrayList<>();
    private long events;
    private long readings;

    private ProofVerifier(CheckpointText checkpoint) {
        this.checkpoint = checkpoint;
    }

    /**
     * @param anchors at least one; all must agree
     * @throws MalformedProofException if the bytes are not a bundle in its one form
     * @throws InvalidProofException   if the bundle's checkpoint does not follow from an anchor
     */
    public static Verification verify(byte[] bytes, TrustAnchor... anchors)
            throws MalformedProofException, InvalidProofException {
        ProofBundle bundle = ProofBundle.read(bytes);
        if (anchors.length == 0) {
            throw new IllegalArgumentException("anchors: a proof against nothing proves nothing");
        }
        ProofVerifier verifier = new ProofVerifier(checkpoint(bundle.checkpoint(), anchors));
        for (EventProof event : bundle.events()) {
            verifier.event(event, bundle.payloads().get(event.payload()));
        }
        for (BatchProof batch : bundle.batches()) {
            verifier.batch(batch);
        }
        if (bundle.items() == 0) {
            verifier.failures.add("bundle: holds no event and no reading");
        }
        return new Verification(verifier.checkpoint, verifier.events, verifier.readings, List.copyOf(verifier.failures));
    }

    /** Each line of the note must be vouched for, or its bytes would be nobody's. */
    private static CheckpointText checkpoint(byte[] bytes, TrustAnchor[] anchors)
            throws MalformedProofException, InvalidProofException {
        SignedNote note = SignedNote.parse(bytes);
        checkForm(note.signatures());
        Set<NoteSignature> vouched = new HashSet<>();
        for (TrustAnchor anchor : anchors) {
            vouched.addAll(anchor.check(note));
        }
        for (NoteSignature line : note.signatures()) {
            if (!vouched.contains(line)) {
                throw new InvalidProofException("checkpoint: nothing that was given vouches for the signature of '"
                        + line.name() + "' with key ID " + line.keyId() + "; give that key, too");
            }
        }
        return CheckpointText.read(note);
    }

    /** One line per kind of signature, the shorter one first, so that the same lines have one order. */
    private static void checkForm(List<NoteSignature> lines) throws MalformedProofException {
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i - 1).bytes().length >= lines.get(i).bytes().length) {
                throw new MalformedProofException("checkpoint: signature line " + (i + 1) + " is not longer than that before it");
            }
        }
    }

    private void event(EventProof proof, byte[] payload) {
        int before = failures.size();
        String name = name(proof);
        check(name, () -> MerkleVerifier.inclusion(proof.evidence().leafHash(),
                new InclusionProof(proof.index(), checkpoint.size(), proof.path()), checkpoint.root()));
        try {
            commitments(name, proof, EventEnvelope.parse(proof.evidence().envelope()), payload);
        } catch (MalformedProofException e) {
            failures.add(name + ": " + e.getMessage());
        }
        if (failures.size() == before) {
            events++;
        }
    }

    private void commitments(String name, EventProof proof, EventEnvelope envelope, byte[] payload) {
        Salts salts = new Salts(proof.evidence().secret());
        if (!MessageDigest.isEqual(EventCommitments.body(salts, proof.body()), envelope.body())) {
            failures.add(name + ": body does not match leaf");
        }
        if (!MessageDigest.isEqual(EventCommitments.payload(salts, payload), envelope.payload())) {
            failures.add(name + ": raw payload of message " + envelope.message() + " does not match leaf");
        }
        try {
            if (!MessageDigest.isEqual(EventCommitments.fields(salts, proof.body()), envelope.fields())) {
                failures.add(name + ": fields do not match leaf");
            }
        } catch (MalformedProofException e) {
            failures.add(name + ": body: " + e.getMessage());
        }
    }

    private void batch(BatchProof proof) {
        String name = "batch at leaf " + proof.index();
        BatchEnvelope envelope;
        try {
            envelope = BatchEnvelope.parse(proof.evidence().envelope());
        } catch (MalformedProofException e) {
            failures.add(name + ": " + e.getMessage());
            return;
        }
        String batch = "batch " + envelope.batch();
        boolean whole = check(batch, () -> MerkleVerifier.inclusion(proof.evidence().leafHash(),
                new InclusionProof(proof.index(), checkpoint.size(), proof.path()), checkpoint.root()));
        whole &= check(batch, () -> root(proof, envelope));
        long matching = proof.readings().stream().filter(shown -> reading(batch, envelope, shown)).count();
        if (whole) {
            readings += matching;
        }
    }

    private static void root(BatchProof proof, BatchEnvelope envelope) throws InvalidProofException {
        int last = proof.readings().get(proof.readings().size() - 1).ordinal();
        if (last >= envelope.count()) {
            throw new InvalidProofException("ordinal " + last + " is not below its count " + envelope.count());
        }
        if (!MessageDigest.isEqual(SubsetRoot.of(proof.readings(), proof.hidden(), envelope.count()), envelope.root())) {
            throw new InvalidProofException("its readings do not lead to its root");
        }
    }

    private boolean reading(String batch, BatchEnvelope envelope, ShownReading shown) {
        String place = "reading " + shown.ordinal() + " of " + batch;
        try {
            Reading reading = ReadingBytes.parse(shown.reading());
            place = "reading " + reading.item() + "@" + SourceTime.toInstant(reading.sourceTime()) + " (" + shown.ordinal()
                    + " of " + batch + ", " + envelope.instance() + ")";
        } catch (MalformedProofException e) {
            failures.add(place + ": " + e.getMessage());
            return false;
        }
        if (!MessageDigest.isEqual(Merkle.leafHash(shown.reading()), shown.leafHash())) {
            failures.add(place + ": does not match its leaf");
            return false;
        }
        return true;
    }

    /** By what the bundle says it is: if that was altered, the place in the log still tells which. */
    private static String name(EventProof proof) {
        String[] id = {""};
        byte[] pointer = {'/', 'e', 'v', 'e', 'n', 't', 'I', 'D'};
        try {
            int[] value = new int[2];
            CanonicalFields.walk(proof.body(), (bytes, length, start, valueLength) -> {
                if (Arrays.equals(bytes, 0, length, pointer, 0, pointer.length)) {
                    value[0] = start;
                    value[1] = valueLength;
                }
            });
            if (value[1] > 0) {
                id[0] = CanonicalFields.string(proof.body(), value[0], value[1]) + " ";
            }
        } catch (MalformedProofException e) {
            // The body is reported as malformed where its fields are checked.
            id[0] = "";
        }
        return "event " + id[0] + "(leaf " + proof.index() + ")";
    }

    private boolean check(String name, Check check) {
        try {
            check.run();
            return true;
        } catch (InvalidProofException e) {
            failures.add(name + ": " + e.getMessage());
            return false;
        }
    }

    @FunctionalInterface
    private interface Check {

        void run() throws InvalidProofException;
    }
}
