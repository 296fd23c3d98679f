package io.weft.event;

import java.math.BigDecimal;

/** The bound and the plain text of an exact number. */
final class JsonNumbers {

    private JsonNumbers() {
    }

    /** Whether the number needs no more than {@link CanonicalJson#MAXIMUM_DIGITS} digits without an exponent. */
    static boolean bounded(BigDecimal value) {
        if (value.signum() == 0) {
            return true;
        }
        long scale = value.scale();
        long precision = value.precision();
        long whole = Math.max(precision - scale, 1);
        long fraction = Math.max(scale, 0);
        return whole + fraction <= CanonicalJson.MAXIMUM_DIGITS;
    }

    /** @param value bounded */
    static String plain(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        return value.scale() == 0 ? value.toString() : value.stripTrailingZeros().toPlainString();
    }
}
