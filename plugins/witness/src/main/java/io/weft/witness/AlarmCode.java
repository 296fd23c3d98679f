package io.weft.witness;

/** Why a witness is alarmed. */
public enum AlarmCode {
    /** The log's key signed a tree that is not the continuation of one that the witness cosigned. */
    FORK(true),
    /** The log shows a tree that is smaller than one that the witness cosigned. */
    ROLLBACK(false),
    /** No sign of life within the time. */
    SILENCE(false),
    /** Not signed by the log's key, or no checkpoint at all. */
    SIGNATURE(false),
    /** The source cannot be asked, or does not give what a check needs. */
    UNREACHABLE(false);

    private final boolean lasting;

    AlarmCode(boolean lasting) {
        this.lasting = lasting;
    }

    /** Whether a good checkpoint does not end it. */
    boolean lasting() {
        return lasting;
    }
}
