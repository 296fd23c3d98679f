package io.weft.errors.delivery;

import java.util.Locale;

/** Keys with the check digit of GS1 General Specifications 7.9, under GS1's prefix for demonstrations. */
final class Gs1 {

    private static final String BUYER = "9521321";
    private static final String SELLER = "9521234";

    private Gs1() {
    }

    /** 14 digits. */
    static String gtin(int item) {
        return checked("0" + SELLER + digits(item, 5));
    }

    static String buyerGln(int place) {
        return checked(BUYER + digits(place, 5));
    }

    static String sellerGln(int place) {
        return checked(SELLER + digits(place, 5));
    }

    static String sscc(int unit) {
        return checked("3" + SELLER + digits(unit, 9));
    }

    static String digits(int number, int length) {
        return String.format(Locale.ROOT, "%0" + length + "d", number);
    }

    private static String checked(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int weight = (digits.length() - i) % 2 == 1 ? 3 : 1;
            sum += weight * (digits.charAt(i) - '0');
        }
        return digits + (10 - sum % 10) % 10;
    }
}
