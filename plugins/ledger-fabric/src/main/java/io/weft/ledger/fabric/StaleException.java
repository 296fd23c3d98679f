package io.weft.ledger.fabric;

/**
 * What was read before is not what an organization's peer holds now: another was quicker, or that peer is some blocks
 * behind. No fault: reading again helps.
 */
final class StaleException extends ChannelException {

    private static final long serialVersionUID = 1L;

    StaleException(String reason) {
        super(reason);
    }

    StaleException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
