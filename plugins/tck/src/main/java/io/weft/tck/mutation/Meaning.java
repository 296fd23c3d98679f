package io.weft.tck.mutation;

import java.math.BigDecimal;
import java.util.Optional;

/** What values of a source mean, said by other means than the mappings use; empty where nothing may be made of them. */
public final class Meaning {

    private static final int MAXIMUM_DIGITS = 60;

    private Meaning() {
    }

    /** A number with a full stop, without sign. */
    public static Optional<Object> number(Object value) {
        String text = ((String) value).trim();
        return text.matches("[0-9]+(\\.[0-9]+)?") && text.length() <= MAXIMUM_DIGITS
                ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** A number with a full stop, and perhaps a sign before it. */
    public static Optional<Object> signedNumber(Object value) {
        String text = ((String) value).trim();
        boolean signed = text.startsWith("-") || text.startsWith("+");
        Optional<Object> number = number(signed ? text.substring(1).replaceAll("^ +", "") : text);
        return text.startsWith("-") ? number.map(found -> ((BigDecimal) found).negate()) : number;
    }

    /** Digital Link URI of a lot (GS1 General Specifications, 3.4.1: AI 10). */
    public static Optional<Object> lot(String gtin, Object value) {
        String text = ((String) value).trim();
        if (!text.matches("[!\"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]{1,20}")) {
            return Optional.empty();
        }
        StringBuilder encoded = new StringBuilder("https://id.gs1.org/01/" + gtin + "/10/");
        for (char character : text.toCharArray()) {
            // RFC 3986, 3.3: what stands in a segment of a path as it is
            boolean plain = String.valueOf(character).matches("[A-Za-z0-9._~!$&'()*+,;=:@-]");
            encoded.append(plain ? String.valueOf(character) : String.format("%%%02X", (int) character));
        }
        return Optional.of(encoded.toString());
    }

    /** GTIN-14 of a GTIN of 8, 12, 13 or 14 digits. */
    public static Optional<Object> gtin(Object value) {
        String text = ((String) value).trim();
        return text.matches("[0-9]{8}|[0-9]{12,14}") ? checked("0".repeat(14 - text.length()) + text) : Optional.empty();
    }

    /** Digital Link URI of an SSCC (AI 00). */
    public static Optional<Object> sscc(Object value) {
        String text = ((String) value).trim();
        return text.matches("[0-9]{18}") ? checked(text).map(sscc -> "https://id.gs1.org/00/" + sscc) : Optional.empty();
    }

    /** GS1 General Specifications, 7.9.1: the weights 3 and 1 alternate, from the digit before the last. */
    private static Optional<Object> checked(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * ((digits.length() - i) % 2 == 0 ? 3 : 1);
        }
        return sum % 10 == 0 ? Optional.of(digits) : Optional.empty();
    }
}
