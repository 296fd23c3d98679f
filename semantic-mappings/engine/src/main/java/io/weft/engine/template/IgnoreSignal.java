package io.weft.engine.template;

/** Leaves a running template: the named rule leaves the message aside. */
public final class IgnoreSignal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;

    public IgnoreSignal(String rule) {
        super(rule, null, false, false);
        this.rule = rule;
    }

    public String rule() {
        return rule;
    }
}
