package io.weft.ledger.fabric;

/** What is anchored has no receipt that holds, and asking again will not change that. */
final class UnprovableException extends ChannelException {

    private static final long serialVersionUID = 1L;

    UnprovableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
