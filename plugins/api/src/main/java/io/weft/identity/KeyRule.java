package io.weft.identity;

import java.util.Optional;

/**
 * What a GS1 key's value must be (GS1 General Specifications 3; GS1 Digital Link 1.2, 4.3).
 *
 * @param kind       which key it is
 * @param digits     how many digits it begins with, check digit included
 * @param checkedAt  length of the part that ends with a check digit; 0 if there is none
 * @param least      least characters after the digits
 * @param most       most characters after the digits
 * @param characters what those may be
 */
record KeyRule(Identifier.Kind kind, int digits, int checkedAt, int least, int most, Set characters) {

    enum Set {
        DIGITS, SET_39, SET_82
    }

    static KeyRule of(Identifier.Kind kind, int digits, int checkedAt) {
        return new KeyRule(kind, digits, checkedAt, 0, 0, Set.DIGITS);
    }

    /** The shape alone: length and characters, without the check digit. */
    boolean fits(String value) {
        int rest = value.length() - digits;
        return rest >= least && rest <= most && Characters.areDigits(value.substring(0, digits))
                && areAllowed(value.substring(digits));
    }

    /** @return the rule that the value breaks, or empty */
    Optional<String> broken(String value) {
        if (!fits(value)) {
            return Optional.of("is not " + shape());
        }
        if (checkedAt > 0 && !CheckDigit.isRight(value.substring(0, checkedAt))) {
            return Optional.of("has check digit " + value.charAt(checkedAt - 1) + " where "
                    + CheckDigit.of(value.substring(0, checkedAt - 1)) + " is due (GS1 General Specifications 7.9.1)");
        }
        return Optional.empty();
    }

    private boolean areAllowed(String rest) {
        return switch (characters) {
            case DIGITS -> Characters.areDigits(rest);
            case SET_39 -> Characters.areSet39(rest);
            case SET_82 -> Characters.areSet82(rest);
        };
    }

    /** The shape in words. */
    String shape() {
        String text = switch (characters) {
            case DIGITS -> "digits";
            case SET_39 -> "characters of GS1's set 39";
            case SET_82 -> "characters of GS1's set 82";
        };
        String variable = least + " to " + most + " " + text;
        if (digits == 0) {
            return variable + " (GS1 General Specifications 3)";
        }
        return digits + " digits" + (most == 0 ? "" : " and " + variable) + " (GS1 General Specifications 3)";
    }
}
