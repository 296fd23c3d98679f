package io.weft.ledger.log;

/** PID {@code io.weft.ledger.check}; README.md says what each key means. */
public @interface CheckConfiguration {

    int interval_seconds() default 60;

    int records() default 500;
}
