package io.weft.fabric.network;

/** The network is not as it should be; the message says what, and where to look. */
public final class FabricException extends Exception {

    FabricException(String reason) {
        super(reason);
    }

    FabricException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
