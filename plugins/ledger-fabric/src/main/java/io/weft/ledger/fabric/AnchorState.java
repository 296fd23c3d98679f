package io.weft.ledger.fabric;

/** How far an anchor is. */
enum AnchorState {
    /** Signed by the organizations and kept in a file; nobody else has it. */
    ENDORSED,
    /** The orderer has it. */
    SUBMITTED,
    /** Valid, in a block. Its receipt may be missing yet. */
    COMMITTED,
    /** It was sent, or may have been; the channel tells when it is read again. */
    UNKNOWN
}
