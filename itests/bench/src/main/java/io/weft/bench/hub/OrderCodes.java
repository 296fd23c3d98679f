package io.weft.bench.hub;

import io.weft.identity.CheckDigit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The site's code lists that the bench's orders need. */
public final class OrderCodes {

    /** Lines of an order, each of a material of its own. */
    public static final int LINES = 8;

    private static final String ITEM_PREFIX = "0401234500010";

    /** Values by list and code. */
    public static final Map<String, Map<String, String>> LISTS = Map.of(
            "material", materials(),
            "partner", Map.of("0000200017", "4012345000009", "0000001000", "9521321000001", "0000001100", "9521321000018"));

    private OrderCodes() {
    }

    /** @param line from 0 */
    public static String material(int line) {
        return Integer.toString(10_004_741 + line);
    }

    /** The GTIN of a line's material. */
    public static String gtin(int line) {
        String digits = ITEM_PREFIX.substring(0, 12) + line;
        return digits + CheckDigit.of(digits);
    }

    private static Map<String, String> materials() {
        Map<String, String> gtins = new LinkedHashMap<>();
        for (int line = 0; line < LINES; line++) {
            gtins.put(material(line), gtin(line));
        }
        return gtins;
    }
}
