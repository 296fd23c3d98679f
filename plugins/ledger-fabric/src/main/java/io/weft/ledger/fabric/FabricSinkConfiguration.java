package io.weft.ledger.fabric;

/** Factory PID {@code io.weft.ledger.sink.fabric}; README.md says what each key means. */
public @interface FabricSinkConfiguration {

    String connection();

    int intervalMillis() default 1_000;

    String service_pid();
}
