package io.weft.ledger.log;

/** The store's tree is not the continuation of what was signed. */
final class ForkException extends Exception {

    private static final long serialVersionUID = 1L;

    ForkException(String reason) {
        super(reason + "; the log stays stopped: bring the right store back, or declare a new epoch (README, key epoch)");
    }
}
