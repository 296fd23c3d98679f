package io.weft.fabric.contract;

import org.hyperledger.fabric.shim.ChaincodeStub;

/** What is anchored, for reading. */
final class Queries {

    private static final int MAXIMUM_PAGE = 100;

    private final Ledger ledger;

    Queries(ChaincodeStub stub) {
        this.ledger = new Ledger(stub);
    }

    /** Size 0 and a root of zeros where nothing is anchored: what the first anchor follows. */
    String head(String origin) {
        return ledger.head(origin).json();
    }

    String anchored(String origin, long size) {
        return ledger.anchored(origin, size).orElseThrow(() -> new Refusal(Code.NOT_FOUND,
                "size " + size + " of '" + origin + "' is not anchored"));
    }

    String byId(String id) {
        return ledger.byId(id).orElseThrow(() -> new Refusal(Code.NOT_FOUND, "checkpoint " + id + " is not anchored"));
    }

    /** A JSON array of records; empty after the last. */
    String page(String origin, long afterSize, long limit) {
        Refusal.unless(limit >= 1 && limit <= MAXIMUM_PAGE, Code.ARGUMENT, "limit " + limit + " is not 1 to " + MAXIMUM_PAGE);
        return "[" + String.join(",", ledger.page(origin, afterSize, (int) limit)) + "]";
    }

    /** A JSON array of the keys of this very origin, not of its epochs. */
    String keys(String origin) {
        return "[" + String.join(",", ledger.keys(origin)) + "]";
    }
}
