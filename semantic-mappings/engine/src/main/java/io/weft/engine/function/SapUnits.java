package io.weft.engine.function;

import java.util.Map;
import java.util.Optional;

/**
 * SAP's commercial units as they are delivered (table T006, ISO codes), by UNECE Rec 20 common code. A unit that a site
 * made itself belongs in a code list of the site.
 */
final class SapUnits {

    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("KG", "KGM"), Map.entry("KGM", "KGM"), Map.entry("G", "GRM"), Map.entry("GRM", "GRM"),
            Map.entry("MG", "MGM"), Map.entry("MGM", "MGM"), Map.entry("TO", "TNE"), Map.entry("TNE", "TNE"),
            Map.entry("L", "LTR"), Map.entry("LTR", "LTR"), Map.entry("ML", "MLT"), Map.entry("MLT", "MLT"),
            Map.entry("M", "MTR"), Map.entry("MTR", "MTR"), Map.entry("CM", "CMT"), Map.entry("CMT", "CMT"),
            Map.entry("MM", "MMT"), Map.entry("MMT", "MMT"), Map.entry("M2", "MTK"), Map.entry("MTK", "MTK"),
            Map.entry("M3", "MTQ"), Map.entry("MTQ", "MTQ"),
            Map.entry("ST", "H87"), Map.entry("PC", "H87"), Map.entry("PCE", "H87"), Map.entry("EA", "EA"),
            Map.entry("H", "HUR"), Map.entry("HUR", "HUR"), Map.entry("MIN", "MIN"), Map.entry("S", "SEC"),
            Map.entry("SEC", "SEC"));

    private SapUnits() {
    }

    static Optional<String> code(String unit) {
        return Optional.ofNullable(CODES.get(unit));
    }
}
