package io.weft.engine.template;

import io.weft.event.Rejection;
import java.util.List;

/** Leaves a running template: the message cannot be mapped, and this is why. */
public final class RejectSignal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Rejection> rejections;

    public RejectSignal(Rejection rejection) {
        this(List.of(rejection));
    }

    /** @param rejections at least one, in the order in which they were found */
    RejectSignal(List<Rejection> rejections) {
        super(rejections.get(0).toString(), null, false, false);
        this.rejections = List.copyOf(rejections);
    }

    /** A fault of the template itself, which only its author can mend. */
    public static RejectSignal faulty(String field, String value, String rule) {
        return new RejectSignal(Rejection.internal("TEMPLATE_FAILED", field, value, rule));
    }

    /** The first of them. */
    public Rejection rejection() {
        return rejections.get(0);
    }

    public List<Rejection> rejections() {
        return rejections;
    }
}
