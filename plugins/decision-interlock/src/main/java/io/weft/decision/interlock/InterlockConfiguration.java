package io.weft.decision.interlock;

/** Configuration of one interlock, {@code etc/io.weft.decision.interlock-<name>.cfg}; all values are text. */
public @interface InterlockConfiguration {

    /** The factory PID. */
    String PID = "io.weft.decision.interlock";

    /** Set by Configuration Admin; what follows {@code ~} names the interlock and stands in its path. */
    String service_pid();

    /** {@code FEFO}, {@code OLDEST_APPROVED_FIRST} or {@code NONE}. Required: it is the jurisdiction's. */
    String rotation() default "";

    /** IANA time zone of the site, whose day decides on expiry. Required. */
    String zone() default "";
}
