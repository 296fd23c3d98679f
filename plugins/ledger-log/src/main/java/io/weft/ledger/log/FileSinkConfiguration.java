package io.weft.ledger.log;

/** Factory PID {@code io.weft.ledger.sink.file}; README.md says what each key means. */
public @interface FileSinkConfiguration {

    String folder();

    boolean create() default false;

    String service_pid();
}
