package io.weft.adapter;

import java.time.Duration;

/** Nothing was taken; the source keeps the message and offers it again. */
public class IntakeUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param retryAfter when to try again, at the earliest */
    public IntakeUnavailableException(String reason, Duration retryAfter, Throwable cause) {
        super(reason, cause);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
