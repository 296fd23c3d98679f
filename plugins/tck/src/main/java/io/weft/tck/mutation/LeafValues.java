package io.weft.tck.mutation;

import java.math.BigDecimal;
import java.util.Random;

/** Other values for a leaf: some as good as the one before, some that only look so. */
final class LeafValues {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LONG = 3_000;
    private static final String[] NOT_QUITE = {"0", "00000000", "99999999", "20260229", "20260329023000",
        "9999-99-99T25:61:61Z", "+1", "NaN", "Infinity", "null", "0x10", "1,234.50", "1e5"};

    private LeafValues() {
    }

    /** Never equal to the one before; blank only where that is not. */
    static Object other(Object before, Random random) {
        for (int attempt = 0; attempt < 20; attempt++) {
            Object other = before instanceof BigDecimal number ? otherNumber(number, random)
                    : otherText((String) before, random);
            if (!other.equals(before)) {
                return other;
            }
        }
        return before instanceof BigDecimal number ? number.add(BigDecimal.ONE) : before + "1";
    }

    private static BigDecimal otherNumber(BigDecimal before, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> before.negate();
            case 1 -> before.add(BigDecimal.ONE);
            case 2 -> before.movePointRight(1 + random.nextInt(6));
            case 3 -> before.movePointLeft(1 + random.nextInt(30));
            case 4 -> new BigDecimal("9".repeat(1 + random.nextInt(random.nextInt(10) == 0 ? 900 : 40)));
            case 5 -> new BigDecimal("1e" + (random.nextInt(500) - 250));
            case 6 -> new BigDecimal("0.1").add(BigDecimal.valueOf(random.nextInt(1_000), 3));
            default -> new BigDecimal(changedDigit(before.toPlainString(), random));
        };
    }

    private static String otherText(String before, Random random) {
        int at = before.isEmpty() ? 0 : random.nextInt(before.length());
        return switch (random.nextInt(18)) {
            case 0, 1, 2, 3 -> changedDigit(before, random);
            case 4 -> changedLetter(before, random);
            case 5 -> before + random.nextInt(10);
            case 6 -> before.substring(0, at);
            case 7 -> random.nextInt(10) + before;
            case 8 -> before.replace('.', ',');
            case 9 -> random.nextBoolean() ? "-" + before : before + "-";
            case 10 -> before.indexOf('.') > 0 ? before.replaceFirst("\\.", "") : before.substring(0, at) + "." + before.substring(at);
            case 11 -> before + "e" + random.nextInt(1_000_000_000);
            case 12 -> lookAlike(before, random);
            case 13 -> " " + before + "  ";
            case 14 -> before.substring(0, at) + one("<&>\"'\\{}[]+:*~|^?", random) + before.substring(at);
            case 15 -> before.substring(0, at) + one("\t\n\r\u0001\u00A0\u200B\u202E\uFEFFöſ", random)
                    + before.substring(at);
            case 16 -> (random.nextBoolean() ? "9" : "ö").repeat(1 + random.nextInt(LONG));
            default -> NOT_QUITE[random.nextInt(NOT_QUITE.length)];
        };
    }

    private static char one(String characters, Random random) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    private static String changedDigit(String text, Random random) {
        int[] digits = text.chars().filter(character -> character >= '0' && character <= '9').toArray();
        if (digits.length == 0) {
            return changedLetter(text, random);
        }
        int chosen = random.nextInt(digits.length);
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9' && chosen-- == 0) {
                changed.setCharAt(i, (char) ('0' + (text.charAt(i) - '0' + 1 + random.nextInt(9)) % 10));
            }
        }
        return changed.toString();
    }

    private static String changedLetter(String text, Random random) {
        if (text.isEmpty()) {
            return "A";
        }
        StringBuilder changed = new StringBuilder(text);
        int at = random.nextInt(text.length());
        if (Character.isSurrogate(text.charAt(at))) {
            return text + "A";
        }
        changed.setCharAt(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
        return changed.toString();
    }

    /** Digits and letters of other scripts that a person takes for the same. */
    static String lookAlike(String text, Random random) {
        StringBuilder changed = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= '0' && character <= '9') {
                changed.append((char) ((random.nextBoolean() ? '\u0660' : '\uFF10') + character - '0'));
            } else {
                int at = "AaBEeOoPpCc-.,".indexOf(character);
                changed.append(at < 0 ? character : "АаВЕеОоРрСс−．，".charAt(at));
            }
        }
        return changed.toString();
    }
}
