package io.weft.event;

import java.util.regex.Pattern;

/**
 * A unit of measure by its UNECE Recommendation 20 common code, the one that EPCIS ({@code uom}) and OPC UA use:
 * {@code KGM}, {@code CEL}, {@code MIN}.
 */
public record Unit(String code) {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,3}");

    public Unit {
        if (!isCode(code)) {
            throw new IllegalArgumentException("unit: '" + code + "' is not a UNECE Rec 20 common code");
        }
    }

    /** Whether the text has the form of a common code. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return code;
    }
}
