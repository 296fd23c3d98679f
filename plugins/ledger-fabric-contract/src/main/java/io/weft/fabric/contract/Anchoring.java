package io.weft.fabric.contract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hyperledger.fabric.shim.ChaincodeStub;

/** Lets a checkpoint in if its origin's key signed it and it continues what is anchored. */
final class Anchoring {

    static final String EVENT = "anchored";

    private final ChaincodeStub stub;
    private final Ledger ledger;

    Anchoring(ChaincodeStub stub) {
        this.stub = stub;
        this.ledger = new Ledger(stub);
    }

    /** @return the record; of an earlier transaction if the same was anchored before */
    String anchor(String id, Anchor anchor, String consistency) {
        SignedCheckpoint checkpoint = anchor.checkpoint();
        Refusal.unless(id.equals(checkpoint.id()), Code.ID, "id " + id + " is not that of the note, " + checkpoint.id());
        KeyRecord key = signer(checkpoint);
        checkOwner(checkpoint.text().origin());
        Optional<String> before = ledger.byId(id);
        if (before.isPresent()) {
            Refusal.unless(anchor.isRecordedIn(before.get()), Code.CONFLICT,
                    "id " + id + " is anchored with other content: " + before.get());
            return before.get();
        }
        checkNotRevoked(key, checkpoint.text().size());
        Head head = ledger.head(checkpoint.text().origin());
        checkFollows(head, anchor);
        ClassCounts.check(anchor.counts(), checkpoint.text().size() - head.size());
        Growth.check(head, checkpoint, consistency);
        String record = anchor.record(stub.getTxId(), stub.getTxTimestamp());
        ledger.store(checkpoint, record);
        stub.setEvent(EVENT, record.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private KeyRecord signer(SignedCheckpoint checkpoint) {
        String origin = checkpoint.text().origin();
        KeyRecord key = ledger.key(origin, checkpoint.keyId()).orElseThrow(() -> new Refusal(Code.KEY_UNKNOWN,
                "no key " + checkpoint.keyId() + " of '" + origin + "' was approved"));
        Refusal.unless(key.isActive(), Code.KEY_PENDING, "key " + key.keyId() + " of '" + origin + "' is approved by "
                + key.approvals() + " alone");
        checkpoint.verify(key.verifierKey());
        return key;
    }

    private void checkOwner(String origin) {
        String owner = ledger.owner(origin).orElseThrow(
                () -> new IllegalStateException("origin '" + origin + "' has a key and no owner"));
        Caller caller = Caller.of(stub);
        Refusal.unless(caller.organization().equals(owner), Code.ORIGIN_OWNER,
                "origin '" + origin + "' is of " + owner + ", not of " + caller.organization());
    }

    private static void checkNotRevoked(KeyRecord key, long size) {
        key.revokedFrom().ifPresent(from -> Refusal.unless(size <= from, Code.KEY_REVOKED,
                "key " + key.keyId() + " is revoked from size " + from + ", this is size " + size));
    }

    private void checkFollows(Head head, Anchor anchor) {
        String origin = anchor.checkpoint().text().origin();
        long size = anchor.checkpoint().text().size();
        Refusal.unless(size == 0 || ledger.anchored(origin, size).isEmpty(), Code.CONFLICT,
                "another checkpoint of '" + origin + "' is anchored for size " + size + ": the log was forked");
        Refusal.unless(size > head.size() && size > anchor.previous().size(), Code.SHRINK,
                "size " + size + " is not above the head's " + head.size() + " and the previous " + anchor.previous().size());
        Refusal.unless(anchor.previous().size() == head.size(), Code.SEQUENCE,
                "previousSize " + anchor.previous().size() + " is not the head's size " + head.size());
        Refusal.unless(anchor.previous().root().equals(head.root()), Code.PREVIOUS_ROOT,
                "previousRoot " + anchor.previous().root() + " is not the head's root " + head.root());
    }
}
