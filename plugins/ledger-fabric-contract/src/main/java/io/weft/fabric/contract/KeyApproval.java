package io.weft.fabric.contract;

import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.VerifierKey;
import java.nio.charset.StandardCharsets;
import org.hyperledger.fabric.shim.ChaincodeStub;

/** Keys of logs come and go by the word of two organizations' admins. */
final class KeyApproval {

    private final ChaincodeStub stub;
    private final Ledger ledger;

    KeyApproval(ChaincodeStub stub) {
        this.stub = stub;
        this.ledger = new Ledger(stub);
    }

    /** The first approval for an origin makes the approver's organization its owner, of its epochs too. */
    String approve(String origin, String verifierKey) {
        Caller caller = Caller.of(stub);
        caller.mustBeAdmin();
        VerifierKey key = parse(verifierKey);
        Refusal.unless(key.name().equals(origin) || Epoch.base(key.name()).equals(origin), Code.ARGUMENT,
                "verifierKey is of '" + key.name() + "', not of '" + origin + "' or an epoch of it");
        String keyId = verifierKey.substring(verifierKey.indexOf('+') + 1, verifierKey.indexOf('+') + 9);
        KeyRecord known = ledger.key(key.name(), keyId)
                .orElseGet(() -> KeyRecord.proposed(key.name(), keyId, verifierKey));
        Refusal.unless(known.verifierKey().equals(verifierKey), Code.KEY_EXISTS,
                "key " + keyId + " of '" + key.name() + "' is " + known.verifierKey());
        Refusal.unless(known.revokedFrom().isEmpty(), Code.KEY_REVOKED, "key " + keyId + " of '" + key.name()
                + "' is revoked; it does not come back");
        if (known.approvals().contains(caller.organization())) {
            return known.json();
        }
        if (ledger.owner(key.name()).isEmpty()) {
            ledger.storeOwner(key.name(), caller.organization());
        }
        return stored("keyApproved", known.approvedBy(caller.organization()));
    }

    /** Anchors above the size are refused once two organizations named the same one. */
    String revoke(String origin, String keyId, long fromSize) {
        Caller caller = Caller.of(stub);
        caller.mustBeAdmin();
        KeyRecord known = ledger.key(origin, keyId).orElseThrow(() -> new Refusal(Code.KEY_UNKNOWN,
                "no key " + keyId + " of '" + origin + "' was approved"));
        if (known.revokedFrom().isPresent()) {
            Refusal.unless(known.revokedFrom().getAsLong() == fromSize, Code.KEY_REVOKED, "key " + keyId
                    + " is revoked from size " + known.revokedFrom().getAsLong() + " already, not from " + fromSize);
            return known.json();
        }
        if (Long.valueOf(fromSize).equals(known.revocations().get(caller.organization()))) {
            return known.json();
        }
        return stored("keyRevocation", known.revokedBy(caller.organization(), fromSize));
    }

    private String stored(String event, KeyRecord key) {
        ledger.store(key);
        stub.setEvent(event, key.json().getBytes(StandardCharsets.UTF_8));
        return key.json();
    }

    private static VerifierKey parse(String verifierKey) {
        try {
            return VerifierKey.parse(verifierKey);
        } catch (MalformedProofException e) {
            throw new Refusal(Code.ARGUMENT, e.getMessage());
        }
    }
}
