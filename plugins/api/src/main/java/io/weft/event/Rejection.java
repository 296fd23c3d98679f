package io.weft.event;

/**
 * Why something was not accepted, so that the person at the source can mend it.
 *
 * @param code       stable upper-case code, for example {@code NO_MAPPING}
 * @param errorClass who can mend it
 * @param field      where: a path in the source's own terms; empty if the whole message is meant
 * @param value      what stood there, at most 200 characters; empty if nothing did
 * @param rule       the rule that it breaks, one sentence without a full stop
 */
public record Rejection(String code, ErrorClass errorClass, String field, String value, String rule) {

    private static final int MAXIMUM_VALUE_LENGTH = 200;

    public Rejection {
        if (value.length() > MAXIMUM_VALUE_LENGTH) {
            value = value.substring(0, MAXIMUM_VALUE_LENGTH - 1) + "…";
        }
    }

    public static Rejection user(String code, String field, String value, String rule) {
        return new Rejection(code, ErrorClass.USER, field, value, rule);
    }

    public static Rejection internal(String code, String field, String value, String rule) {
        return new Rejection(code, ErrorClass.INTERNAL, field, value, rule);
    }

    @Override
    public String toString() {
        return code + " " + (field.isEmpty() ? "" : field + ": ") + "'" + value + "' " + rule;
    }
}
