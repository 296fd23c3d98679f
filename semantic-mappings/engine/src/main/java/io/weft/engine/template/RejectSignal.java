package io.weft.engine.template;

import io.weft.event.Rejection;

/** Leaves a running template: the message cannot be mapped, and this is why. */
public final class RejectSignal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public RejectSignal(Rejection rejection) {
        super(rejection.toString(), null, false, false);
        this.rejection = rejection;
    }

    /** A fault of the template itself, which only its author can mend. */
    public static RejectSignal faulty(String field, String value, String rule) {
        return new RejectSignal(Rejection.internal("TEMPLATE_FAILED", field, value, rule));
    }

    public Rejection rejection() {
        return rejection;
    }
}
