package io.weft.ledger.log;

/** Factory PID {@code io.weft.ledger.sink.http}; README.md says what each key means. */
public @interface HttpSinkConfiguration {

    String url();

    String witnessKey();

    String truststore();

    String truststorePasswordFile();

    int connect_seconds() default 5;

    int request_seconds() default 10;

    int repeat_seconds() default 20;

    String service_pid();
}
