package io.weft.ledger.fabric;

/**
 * An anchor that both organizations endorsed and that is signed: sent as often as may be, it is one transaction.
 *
 * @param transaction its identity
 * @param record      what it writes; of an earlier transaction if the same was anchored meanwhile
 * @param bytes       the prepared transaction of Fabric's gateway protocol, signature included
 */
record EndorsedAnchor(String transaction, AnchorRecord record, byte[] bytes) {

    /** Whether it writes anything. */
    boolean isNew() {
        return record.transaction().equals(transaction);
    }

    /** Whether it may still become valid: it read the head of then, and is invalid for ever once that moved. */
    boolean mayCommit(Head head) {
        return record.previousSize() >= head.size();
    }
}
