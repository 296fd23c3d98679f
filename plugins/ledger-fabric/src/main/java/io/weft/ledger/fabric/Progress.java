package io.weft.ledger.fabric;

/** The anchor that is on its way. */
record Progress(long size, String transaction, AnchorState state) {

    /** Nothing is on its way. */
    static final Progress NONE = new Progress(0, "", AnchorState.COMMITTED);

    @Override
    public String toString() {
        return size == 0 ? "" : "size " + size + " " + state + " in transaction " + transaction;
    }
}
