package io.weft.ledger.fabric;

/** Factory PID {@code io.weft.ledger.sink.fabric}; README.md says what each key means. */
public @interface FabricSinkConfiguration {

    String connection();

    String intervalMillis() default "1000";

    String service_pid();
}
