package io.weft.identity;

/** The modulo 10 check digit that ends a GS1 key (GS1 General Specifications 7.9.1). */
public final class CheckDigit {

    private CheckDigit() {
    }

    /**
     * @param digits the key without its check digit
     * @return the check digit as a character, {@code '0'} to {@code '9'}
     * @throws IllegalArgumentException if another character than a digit stands there
     */
    public static char of(CharSequence digits) {
        int sum = 0;
        int weight = 3;
        for (int i = digits.length() - 1; i >= 0; i--) {
            char digit = digits.charAt(i);
            if (digit < '0' || digit > '9') {
                throw new IllegalArgumentException("'" + digits + "' holds another character than a digit");
            }
            sum += weight * (digit - '0');
            weight = 4 - weight;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** Whether the key is of digits alone and ends with its right check digit. */
    public static boolean isRight(CharSequence key) {
        return key.length() > 1 && Characters.areDigits(key)
                && of(key.subSequence(0, key.length() - 1)) == key.charAt(key.length() - 1);
    }
}
