package io.weft.ledger.fabric;

import java.io.IOException;

/** The channel did not do what was asked; the message says what to look at. */
class ChannelException extends IOException {

    private static final long serialVersionUID = 1L;

    ChannelException(String reason) {
        super(reason);
    }

    ChannelException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
