package io.weft.ledger.log;

/** PID {@code io.weft.ledger.log}; README.md says what each key means. */
public @interface LogConfiguration {

    String origin();

    String keyFile();

    String mlDsaKeyFile() default "";

    int epoch() default 1;

    int telemetry_leaves() default 10_000;

    int telemetry_seconds() default 10;

    int sequence_maximum() default 5_000;
}
