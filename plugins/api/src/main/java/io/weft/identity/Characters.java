package io.weft.identity;

/** The characters that GS1 keys are made of (GS1 General Specifications 7.11). */
final class Characters {

    private static final String SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final String SET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final boolean[] IS_SET_82 = members(SET_82);
    private static final boolean[] IS_SET_39 = members(SET_39);

    private Characters() {
    }

    static boolean areSet82(CharSequence text) {
        return areIn(IS_SET_82, text);
    }

    static boolean areSet39(CharSequence text) {
        return areIn(IS_SET_39, text);
    }

    static boolean areDigits(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean areIn(boolean[] set, CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char present = text.charAt(i);
            if (present >= set.length || !set[present]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] members(String characters) {
        boolean[] set = new boolean[0x80];
        for (int i = 0; i < characters.length(); i++) {
            set[characters.charAt(i)] = true;
        }
        return set;
    }
}
