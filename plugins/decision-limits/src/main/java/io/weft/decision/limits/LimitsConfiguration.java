package io.weft.decision.limits;

/** Configuration of one policy, {@code etc/io.weft.decision.limits-<name>.cfg}; all values are text. */
public @interface LimitsConfiguration {

    /** The factory PID. */
    String PID = "io.weft.decision.limits";

    /** Set by Configuration Admin; what follows {@code ~} names the policy. */
    String service_pid();

    /** GTINs that the limits hold for, separated by commas or white space; {@code *} for all. Required. */
    String gtins() default "";

    /** Devices whose readings count, by canonical identifier, separated by commas or white space; {@code *} at an end stands for any rest. */
    String devices() default "*";

    /** Name of a {@code Series.Measure}. */
    String measure() default "TEMPERATURE";

    /** UNECE Rec 20 code of the limits' unit. */
    String unit() default "CEL";

    /** Lowest value in order; decimal. Empty for none. */
    String low() default "";

    /** Highest value in order; decimal. Empty for none. */
    String high() default "";

    /** Most time above {@code high}; ISO 8601. Required with {@code high}. */
    String allowanceAbove() default "";

    /** Most time below {@code low}; ISO 8601. Required with {@code low}. */
    String allowanceBelow() default "";

    /** How long a good value counts at most; ISO 8601. Required. */
    String holdLastGood() default "";

    /** Most time without a value that counts; ISO 8601. Empty: such time is added up, nothing decides on it. */
    String unknownAllowance() default "";

    /** Whether a violation holds the lot, {@code true} or {@code false}. Without, it is told and evidenced, and that is all. */
    String hold() default "true";
}
