package io.weft.thread;

/** The store cannot commit now; nothing was stored. */
public class StoreUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
